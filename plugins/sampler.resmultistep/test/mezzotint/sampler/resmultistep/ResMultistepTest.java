package mezzotint.sampler.resmultistep;

import mezzotint.testkit.SamplerContract;

class ResMultistepTest implements SamplerContract<ResMultistep.Params> {

    @Override
    public ResMultistep sampler() {
        return new ResMultistep();
    }

    @Override
    public int order() {
        return 2;
    }
}
