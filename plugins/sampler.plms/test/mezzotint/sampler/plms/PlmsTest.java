package mezzotint.sampler.plms;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class PlmsTest implements SamplerContract<None> {

    @Override
    public Plms sampler() {
        return new Plms();
    }

    @Override
    public int order() {
        return 2;
    }
}
