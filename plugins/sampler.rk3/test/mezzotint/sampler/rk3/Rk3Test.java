package mezzotint.sampler.rk3;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class Rk3Test implements SamplerContract<None> {

    @Override
    public Rk3 sampler() {
        return new Rk3();
    }

    @Override
    public int order() {
        return 3;
    }
}
