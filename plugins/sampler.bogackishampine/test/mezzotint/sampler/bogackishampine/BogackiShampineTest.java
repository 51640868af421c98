package mezzotint.sampler.bogackishampine;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class BogackiShampineTest implements SamplerContract<None> {

    @Override
    public BogackiShampine sampler() {
        return new BogackiShampine();
    }

    @Override
    public int order() {
        return 3;
    }
}
