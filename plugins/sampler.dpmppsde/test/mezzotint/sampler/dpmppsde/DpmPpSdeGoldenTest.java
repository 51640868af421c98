package mezzotint.sampler.dpmppsde;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPpSdeGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public DpmPpSde sampler() {
        return new DpmPpSde();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpmpp_sde.*|diffusers/dpm_sde.*";
    }
}
