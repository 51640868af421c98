package mezzotint.sampler.heunpp2;

import mezzotint.diffusion.Churn;
import mezzotint.testkit.GoldenSamplerContract;

class HeunPp2GoldenTest implements GoldenSamplerContract<Churn> {

    @Override
    public HeunPp2 sampler() {
        return new HeunPp2();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/heunpp2";
    }
}
