package mezzotint.sampler.butcher6;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Butcher6Test implements SamplerContract<None> {

    @Override
    public Butcher6 sampler() {
        return new Butcher6();
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
