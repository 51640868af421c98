package mezzotint.sampler.dpmadaptive;

import mezzotint.testkit.GoldenSamplerContract;

class DpmAdaptiveGoldenTest implements GoldenSamplerContract<DpmAdaptive.Params> {

    @Override
    public DpmAdaptive sampler() {
        return new DpmAdaptive();
    }

    @Override
    public String runs() {
        return "kdiffusion/dpm_adaptive.*";
    }

    /** The length of a step follows from its error, which in single precision is a little another, and so are the places where it looks. */
    @Override
    public double tolerance() {
        return 1e-3;
    }
}
