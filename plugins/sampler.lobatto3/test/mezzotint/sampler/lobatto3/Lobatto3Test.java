package mezzotint.sampler.lobatto3;

import mezzotint.testkit.SamplerContract;

class Lobatto3Test implements SamplerContract<Lobatto3.Params> {

    @Override
    public Lobatto3 sampler() {
        return new Lobatto3();
    }

    @Override
    public int order() {
        return 4;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 8;
    }
}
