package mezzotint.sampler.dpm2a;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class Dpm2AncestralTest implements SamplerContract<FreshNoise> {

    @Override
    public Dpm2Ancestral sampler() {
        return new Dpm2Ancestral();
    }

    @Override
    public int order() {
        return 0;
    }
}
