package mezzotint.sampler.dpmpp2sa;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class DpmPp2SAncestralTest implements SamplerContract<FreshNoise> {

    @Override
    public DpmPp2SAncestral sampler() {
        return new DpmPp2SAncestral();
    }

    @Override
    public int order() {
        return 0;
    }
}
