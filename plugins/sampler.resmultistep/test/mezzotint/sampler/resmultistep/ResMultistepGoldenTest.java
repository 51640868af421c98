package mezzotint.sampler.resmultistep;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class ResMultistepGoldenTest implements GoldenSamplerContract<ResMultistep.Params> {

    @Override
    public ResMultistep sampler() {
        return new ResMultistep();
    }

    @Override
    public String runs() {
        return "comfy/res_multistep.*|comfy_flow/res_multistep";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("eta", run.contains("ancestral") ? 1.0 : 0.0, "cfgpp", run.endsWith("cfg_pp"));
    }
}
