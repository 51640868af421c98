package mezzotint.sampler.seeds3;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.GoldenSamplerContract;

class Seeds3GoldenTest implements GoldenSamplerContract<FreshNoise> {

    @Override
    public Seeds3 sampler() {
        return new Seeds3();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/seeds_3";
    }

    /** A flow begins with almost no picture, where single precision holds less of it. */
    @Override
    public double tolerance() {
        return 5e-6;
    }
}
