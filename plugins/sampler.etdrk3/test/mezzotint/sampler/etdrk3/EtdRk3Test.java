package mezzotint.sampler.etdrk3;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class EtdRk3Test implements SamplerContract<None> {

    @Override
    public EtdRk3 sampler() {
        return new EtdRk3();
    }

    @Override
    public int order() {
        return 3;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 16;
    }
}
