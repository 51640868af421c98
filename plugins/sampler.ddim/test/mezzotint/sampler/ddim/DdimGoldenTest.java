package mezzotint.sampler.ddim;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class DdimGoldenTest implements GoldenSamplerContract<Ddim.Params> {

    @Override
    public Ddim sampler() {
        return new Ddim();
    }

    @Override
    public String runs() {
        return "a1111/ddim(?!_cfgpp).*|comfy/ddpm|diffusers/(ddim_.*|dpm_multi_dpmsolver\\+\\+_o1.*|dpm_single_o1|deis_o1|ddpm_.*)";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("eta", run.contains("ddpm") ? 1.0 : 0.0);
    }
}
