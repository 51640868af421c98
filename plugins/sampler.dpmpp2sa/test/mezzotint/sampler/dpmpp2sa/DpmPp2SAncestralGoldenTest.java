package mezzotint.sampler.dpmpp2sa;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2SAncestralGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public DpmPp2SAncestral sampler() {
        return new DpmPp2SAncestral();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpmpp_2s_ancestral(?!_cfg_pp).*";
    }
}
