package mezzotint.sampler.dpmpp2sacfgpp;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2SACfgPpGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public DpmPp2SACfgPp sampler() {
        return new DpmPp2SACfgPp();
    }

    @Override
    public String runs() {
        return "comfy/dpmpp_2s_ancestral_cfg_pp";
    }
}
