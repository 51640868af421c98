package mezzotint.sampler.lms;

import mezzotint.testkit.SamplerContract;

class LmsTest implements SamplerContract<Lms.Params> {

    @Override
    public Lms sampler() {
        return new Lms();
    }

    @Override
    public int order() {
        return 3;
    }
}
