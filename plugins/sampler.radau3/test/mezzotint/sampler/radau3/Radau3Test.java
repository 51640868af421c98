package mezzotint.sampler.radau3;

import mezzotint.testkit.SamplerContract;

class Radau3Test implements SamplerContract<Radau3.Params> {

    @Override
    public Radau3 sampler() {
        return new Radau3();
    }

    @Override
    public int order() {
        return 5;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 12;
    }
}
