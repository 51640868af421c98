package mezzotint.sampler.dpmfast;

import mezzotint.testkit.SamplerContract;

class DpmFastTest implements SamplerContract<DpmFast.Params> {

    @Override
    public DpmFast sampler() {
        return new DpmFast();
    }

    @Override
    public int order() {
        return 0;
    }
}
