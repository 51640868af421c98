package mezzotint.sampler.radau2;

import mezzotint.testkit.SamplerContract;

class Radau2Test implements SamplerContract<Radau2.Params> {

    @Override
    public Radau2 sampler() {
        return new Radau2();
    }

    @Override
    public int order() {
        return 3;
    }
}
