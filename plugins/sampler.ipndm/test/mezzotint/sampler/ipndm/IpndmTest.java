package mezzotint.sampler.ipndm;

import mezzotint.testkit.SamplerContract;

class IpndmTest implements SamplerContract<Ipndm.Params> {

    @Override
    public Ipndm sampler() {
        return new Ipndm();
    }

    @Override
    public int order() {
        return 1;
    }
}
