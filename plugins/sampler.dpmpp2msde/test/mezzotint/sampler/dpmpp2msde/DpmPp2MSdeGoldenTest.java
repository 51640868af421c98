package mezzotint.sampler.dpmpp2msde;

import mezzotint.testkit.GoldenSamplerContract;

class DpmPp2MSdeGoldenTest implements GoldenSamplerContract<DpmPp2MSde.Params> {

    @Override
    public DpmPp2MSde sampler() {
        return new DpmPp2MSde();
    }

    @Override
    public String runs() {
        return "kdiffusion/dpmpp_2m_sde.*|comfy/dpmpp_2m_sde";
    }
}
