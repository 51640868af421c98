package mezzotint.sampler.rk38;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Rk38Test implements SamplerContract<None> {

    @Override
    public Rk38 sampler() {
        return new Rk38();
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
