package mezzotint.sampler.dpmpp2sacfgpp;

import mezzotint.diffusion.FreshNoise;
import mezzotint.testkit.SamplerContract;

class DpmPp2SACfgPpTest implements SamplerContract<FreshNoise> {

    @Override
    public DpmPp2SACfgPp sampler() {
        return new DpmPp2SACfgPp();
    }

    @Override
    public int order() {
        return 0;
    }

    /** ComfyUI takes the noise of the second look for the latent of the first, which dims the picture where nothing guides. */
    @Override
    public double spread() {
        return 0.2;
    }
}
