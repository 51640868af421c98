package mezzotint.sampler.strehmelweiner;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class StrehmelWeinerTest implements SamplerContract<None> {

    @Override
    public StrehmelWeiner sampler() {
        return new StrehmelWeiner();
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
