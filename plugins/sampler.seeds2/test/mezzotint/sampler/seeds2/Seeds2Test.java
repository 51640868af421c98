package mezzotint.sampler.seeds2;

import mezzotint.testkit.SamplerContract;

class Seeds2Test implements SamplerContract<Seeds2.Params> {

    @Override
    public Seeds2 sampler() {
        return new Seeds2();
    }

    @Override
    public int order() {
        return 0;
    }
}
