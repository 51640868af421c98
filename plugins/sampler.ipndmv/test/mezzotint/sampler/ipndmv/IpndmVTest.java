package mezzotint.sampler.ipndmv;

import mezzotint.testkit.SamplerContract;

class IpndmVTest implements SamplerContract<IpndmV.Params> {

    @Override
    public IpndmV sampler() {
        return new IpndmV();
    }

    @Override
    public int order() {
        return 1;
    }
}
