package mezzotint.sampler.ipndm;

import mezzotint.testkit.GoldenSamplerContract;

class IpndmGoldenTest implements GoldenSamplerContract<Ipndm.Params> {

    @Override
    public Ipndm sampler() {
        return new Ipndm();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/ipndm";
    }
}
