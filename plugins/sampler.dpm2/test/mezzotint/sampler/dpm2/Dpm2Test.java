package mezzotint.sampler.dpm2;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.SamplerContract;

class Dpm2Test implements SamplerContract<Churn> {

    @Override
    public Dpm2 sampler() {
        return new Dpm2();
    }

    @Override
    public int order() {
        return 2;
    }
}
