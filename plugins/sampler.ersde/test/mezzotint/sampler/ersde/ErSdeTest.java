package mezzotint.sampler.ersde;

import mezzotint.testkit.SamplerContract;

class ErSdeTest implements SamplerContract<ErSde.Params> {

    @Override
    public ErSde sampler() {
        return new ErSde();
    }

    @Override
    public int order() {
        return 0;
    }

    /** The third order of the noise swings a little over. */
    @Override
    public double spread() {
        return 0.15;
    }
}
