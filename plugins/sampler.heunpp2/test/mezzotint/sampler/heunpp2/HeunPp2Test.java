package mezzotint.sampler.heunpp2;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.SamplerContract;

class HeunPp2Test implements SamplerContract<Churn> {

    @Override
    public HeunPp2 sampler() {
        return new HeunPp2();
    }

    @Override
    public int order() {
        return 1;
    }
}
