package mezzotint.sampler.gauss2;

import mezzotint.testkit.SamplerContract;

class Gauss2Test implements SamplerContract<Gauss2.Params> {

    @Override
    public Gauss2 sampler() {
        return new Gauss2();
    }

    @Override
    public int order() {
        return 4;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 16;
    }
}
