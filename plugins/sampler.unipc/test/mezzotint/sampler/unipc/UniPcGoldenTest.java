package mezzotint.sampler.unipc;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class UniPcGoldenTest implements GoldenSamplerContract<UniPc.Params> {

    @Override
    public UniPc sampler() {
        return new UniPc();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/uni_pc.*";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("variant", run.contains("bh2") ? "bh2" : "bh1");
    }
}
