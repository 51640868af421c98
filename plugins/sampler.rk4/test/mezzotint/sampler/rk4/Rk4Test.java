package mezzotint.sampler.rk4;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Rk4Test implements SamplerContract<None> {

    @Override
    public Rk4 sampler() {
        return new Rk4();
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
