package mezzotint.sampler.dpmpp2m;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2MGoldenTest implements GoldenSamplerContract<None> {

    @Override
    public DpmPp2M sampler() {
        return new DpmPp2M();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpmpp_2m(?!_sde|_cfg_pp).*|diffusers/(dpm_multi_dpmsolver\\+\\+_o2_midpoint|dpm_multi_2m.*)";
    }
}
