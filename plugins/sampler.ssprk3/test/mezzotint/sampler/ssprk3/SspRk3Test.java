package mezzotint.sampler.ssprk3;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class SspRk3Test implements SamplerContract<None> {

    @Override
    public SspRk3 sampler() {
        return new SspRk3();
    }

    @Override
    public int order() {
        return 3;
    }
}
