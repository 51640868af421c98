package mezzotint.sampler.ipndmv;

import mezzotint.testkit.GoldenSamplerContract;

class IpndmVGoldenTest implements GoldenSamplerContract<IpndmV.Params> {

    @Override
    public IpndmV sampler() {
        return new IpndmV();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/ipndm_v";
    }
}
