package mezzotint.sampler.abnorsett;

import mezzotint.testkit.SamplerContract;

class AbNorsettTest implements SamplerContract<AbNorsett.Params> {

    @Override
    public AbNorsett sampler() {
        return new AbNorsett();
    }

    @Override
    public int order() {
        return 2;
    }

    /** The first two steps are of lower order, which weighs less among more. */
    @Override
    public int steps() {
        return 128;
    }
}
