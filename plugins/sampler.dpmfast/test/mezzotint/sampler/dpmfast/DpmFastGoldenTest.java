package mezzotint.sampler.dpmfast;

import mezzotint.testkit.GoldenSamplerContract;

class DpmFastGoldenTest implements GoldenSamplerContract<DpmFast.Params> {

    @Override
    public DpmFast sampler() {
        return new DpmFast();
    }

    @Override
    public String runs() {
        return "kdiffusion/dpm_fast.*";
    }

    /** The reference keeps its levels in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
