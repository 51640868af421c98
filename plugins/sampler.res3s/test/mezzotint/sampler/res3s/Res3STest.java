package mezzotint.sampler.res3s;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Res3STest implements SamplerContract<None> {

    @Override
    public Res3S sampler() {
        return new Res3S();
    }

    @Override
    public int order() {
        return 3;
    }
}
