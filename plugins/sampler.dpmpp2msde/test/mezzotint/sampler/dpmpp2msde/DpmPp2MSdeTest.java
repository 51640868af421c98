package mezzotint.sampler.dpmpp2msde;

import mezzotint.testkit.SamplerContract;

class DpmPp2MSdeTest implements SamplerContract<DpmPp2MSde.Params> {

    @Override
    public DpmPp2MSde sampler() {
        return new DpmPp2MSde();
    }

    @Override
    public int order() {
        return 0;
    }
}
