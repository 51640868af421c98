package mezzotint.sampler.gradientestimation;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class GradientEstimationGoldenTest implements GoldenSamplerContract<GradientEstimation.Params> {

    @Override
    public GradientEstimation sampler() {
        return new GradientEstimation();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/gradient_estimation.*";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("cfgpp", run.endsWith("cfg_pp"));
    }
}
