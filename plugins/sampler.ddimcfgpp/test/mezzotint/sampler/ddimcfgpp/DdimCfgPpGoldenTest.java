package mezzotint.sampler.ddimcfgpp;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class DdimCfgPpGoldenTest implements GoldenSamplerContract<DdimCfgPp.Params> {

    @Override
    public DdimCfgPp sampler() {
        return new DdimCfgPp();
    }

    @Override
    public String runs() {
        return "a1111/ddim_cfgpp.*|comfy/euler(_ancestral)?_cfg_pp";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("eta", run.contains("ancestral") ? 1.0 : 0.0);
    }

    /** The reference keeps its tables in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
