package mezzotint.sampler.heun;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.SamplerContract;

class HeunTest implements SamplerContract<Churn> {

    @Override
    public Heun sampler() {
        return new Heun();
    }

    @Override
    public int order() {
        return 2;
    }
}
