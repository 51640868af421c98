package mezzotint.sampler.lawson2b;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Lawson2BTest implements SamplerContract<None> {

    @Override
    public Lawson2B sampler() {
        return new Lawson2B();
    }

    @Override
    public int order() {
        return 2;
    }
}
