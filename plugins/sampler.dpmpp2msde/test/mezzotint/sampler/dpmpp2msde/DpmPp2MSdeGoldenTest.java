package mezzotint.sampler.dpmpp2msde;

import java.util.Map;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2MSdeGoldenTest implements GoldenSamplerContract<DpmPp2MSde.Params> {

    @Override
    public DpmPp2MSde sampler() {
        return new DpmPp2MSde();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpmpp_2m_sde.*|diffusers/dpm_multi_sde-dpmsolver\\+\\+_o2.*";
    }

    @Override
    public Map<String, Object> implied(String run) {
        return Map.of("solver", run.endsWith("_heun") ? "heun" : "midpoint");
    }
}
