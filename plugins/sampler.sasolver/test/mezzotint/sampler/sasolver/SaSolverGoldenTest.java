package mezzotint.sampler.sasolver;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class SaSolverGoldenTest implements GoldenSamplerContract<SaSolver.Params> {

    @Override
    public SaSolver sampler() {
        return new SaSolver();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/sa_solver.*";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("pece", run.endsWith("pece"), "from", run.startsWith("comfy_flow") ? 10 : 5);
    }
}
