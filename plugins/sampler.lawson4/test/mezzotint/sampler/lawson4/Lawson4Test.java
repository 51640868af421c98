package mezzotint.sampler.lawson4;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Lawson4Test implements SamplerContract<None> {

    @Override
    public Lawson4 sampler() {
        return new Lawson4();
    }

    @Override
    public int order() {
        return 4;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 12;
    }
}
