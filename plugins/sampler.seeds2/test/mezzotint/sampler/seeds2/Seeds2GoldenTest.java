package mezzotint.sampler.seeds2;

import mezzotint.testkit.GoldenSamplerContract;

class Seeds2GoldenTest implements GoldenSamplerContract<Seeds2.Params> {

    @Override
    public Seeds2 sampler() {
        return new Seeds2();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/seeds_2";
    }
}
