package mezzotint.sampler.dpmadaptive;

import mezzotint.testkit.SamplerContract;

class DpmAdaptiveTest implements SamplerContract<DpmAdaptive.Params> {

    @Override
    public DpmAdaptive sampler() {
        return new DpmAdaptive();
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public boolean keepsSteps() {
        return false;
    }
}
