package mezzotint.sampler.krogstad;

import mezzotint.plugin.None;
import mezzotint.testkit.SamplerContract;

class KrogstadTest implements SamplerContract<None> {

    @Override
    public Krogstad sampler() {
        return new Krogstad();
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
