package mezzotint.sampler.dpmppsde;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class DpmPpSdeTest implements SamplerContract<FreshNoise> {

    @Override
    public DpmPpSde sampler() {
        return new DpmPpSde();
    }

    @Override
    public int order() {
        return 0;
    }
}
