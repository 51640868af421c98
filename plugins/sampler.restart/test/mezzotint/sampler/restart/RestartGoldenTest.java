package mezzotint.sampler.restart;

import mezzotint.testkit.GoldenSamplerContract;

class RestartGoldenTest implements GoldenSamplerContract<Restart.Params> {

    @Override
    public Restart sampler() {
        return new Restart();
    }

    @Override
    public String runs() {
        return "a1111/restart.*";
    }

    /** The reference keeps its levels in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
