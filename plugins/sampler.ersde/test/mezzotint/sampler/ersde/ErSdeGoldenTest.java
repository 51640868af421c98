package mezzotint.sampler.ersde;

import mezzotint.testkit.GoldenSamplerContract;

class ErSdeGoldenTest implements GoldenSamplerContract<ErSde.Params> {

    @Override
    public ErSde sampler() {
        return new ErSde();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/er_sde";
    }

    /** The reference integrates numerically, in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
