package mezzotint.sampler.lawson2a;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Lawson2ATest implements SamplerContract<None> {

    @Override
    public Lawson2A sampler() {
        return new Lawson2A();
    }

    @Override
    public int order() {
        return 2;
    }
}
