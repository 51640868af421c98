package mezzotint.sampler.seeds3;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class Seeds3Test implements SamplerContract<FreshNoise> {

    @Override
    public Seeds3 sampler() {
        return new Seeds3();
    }

    @Override
    public int order() {
        return 0;
    }
}
