package mezzotint.sampler.lcm;

import mezzotint.diffusion.Denoiser;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.SamplerContract;

class LcmTest implements SamplerContract<None> {

    @Override
    public Lcm sampler() {
        return new Lcm();
    }

    @Override
    public int order() {
        return 0;
    }

    /** A consistency model of the same data: it jumps along the path, not to the mean. */
    @Override
    public Denoiser model() {
        return (x, sigma) -> x.over(Math.sqrt(1 + sigma * sigma));
    }

    @Override
    public Denoiser flow() {
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, double sigma) {
                return x.over(Math.hypot(alpha(sigma), sigma));
            }

            @Override
            public double alpha(double sigma) {
                return 1 - sigma;
            }
        };
    }
}
