package mezzotint.sampler.lobatto4;

import mezzotint.testkit.SamplerContract;

class Lobatto4Test implements SamplerContract<Lobatto4.Params> {

    @Override
    public Lobatto4 sampler() {
        return new Lobatto4();
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
