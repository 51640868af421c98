package mezzotint.sampler.dpmpp3msde;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class DpmPp3MSdeTest implements SamplerContract<FreshNoise> {

    @Override
    public DpmPp3MSde sampler() {
        return new DpmPp3MSde();
    }

    @Override
    public int order() {
        return 0;
    }
}
