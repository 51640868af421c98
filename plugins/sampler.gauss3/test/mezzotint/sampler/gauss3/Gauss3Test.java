package mezzotint.sampler.gauss3;

import mezzotint.testkit.SamplerContract;

class Gauss3Test implements SamplerContract<Gauss3.Params> {

    @Override
    public Gauss3 sampler() {
        return new Gauss3();
    }

    @Override
    public int order() {
        return 6;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 4;
    }
}
