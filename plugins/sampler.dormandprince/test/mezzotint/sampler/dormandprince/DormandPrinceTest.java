package mezzotint.sampler.dormandprince;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class DormandPrinceTest implements SamplerContract<None> {

    @Override
    public DormandPrince sampler() {
        return new DormandPrince();
    }

    @Override
    public int order() {
        return 5;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 4;
    }
}
