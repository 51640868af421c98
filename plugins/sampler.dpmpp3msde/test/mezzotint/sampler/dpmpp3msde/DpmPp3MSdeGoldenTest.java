package mezzotint.sampler.dpmpp3msde;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class DpmPp3MSdeGoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public DpmPp3MSde sampler() {
        return new DpmPp3MSde();
    }

    @Override
    public String runs() {
        return "(kdiffusion|comfy|comfy_flow)/dpmpp_3m_sde.*";
    }
}
