package mezzotint.sampler.ralston;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class RalstonTest implements SamplerContract<None> {

    @Override
    public Ralston sampler() {
        return new Ralston();
    }

    @Override
    public int order() {
        return 2;
    }
}
