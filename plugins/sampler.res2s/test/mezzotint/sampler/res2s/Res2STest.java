package mezzotint.sampler.res2s;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Res2STest implements SamplerContract<None> {

    @Override
    public Res2S sampler() {
        return new Res2S();
    }

    @Override
    public int order() {
        return 2;
    }
}
