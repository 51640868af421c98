package mezzotint.sampler.deis;

import mezzotint.testkit.GoldenSamplerContract;

class DeisGoldenTest implements GoldenSamplerContract<Deis.Params> {

    @Override
    public Deis sampler() {
        return new Deis();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/deis";
    }

    /** The reference integrates numerically, in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
