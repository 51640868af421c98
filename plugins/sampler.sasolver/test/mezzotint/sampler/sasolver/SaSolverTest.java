package mezzotint.sampler.sasolver;

import mezzotint.testkit.SamplerContract;

class SaSolverTest implements SamplerContract<SaSolver.Params> {

    @Override
    public SaSolver sampler() {
        return new SaSolver();
    }

    @Override
    public int order() {
        return 0;
    }
}
