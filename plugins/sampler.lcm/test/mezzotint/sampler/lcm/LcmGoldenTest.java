package mezzotint.sampler.lcm;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenSamplerContract;

class LcmGoldenTest implements GoldenSamplerContract<None> {

    @Override
    public Lcm sampler() {
        return new Lcm();
    }

    @Override
    public String runs() {
        return "comfy(_flow)?/lcm|diffusers/lcm.*";
    }
}
