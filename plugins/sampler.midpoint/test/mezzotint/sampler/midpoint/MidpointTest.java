package mezzotint.sampler.midpoint;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class MidpointTest implements SamplerContract<None> {

    @Override
    public Midpoint sampler() {
        return new Midpoint();
    }

    @Override
    public int order() {
        return 2;
    }
}
