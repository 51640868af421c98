package mezzotint.sampler.etdrk4;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class EtdRk4Test implements SamplerContract<None> {

    @Override
    public EtdRk4 sampler() {
        return new EtdRk4();
    }

    @Override
    public int order() {
        return 4;
    }

    /** Fewer, as more bring the error down to what single precision cannot tell. */
    @Override
    public int steps() {
        return 12;
    }
}
