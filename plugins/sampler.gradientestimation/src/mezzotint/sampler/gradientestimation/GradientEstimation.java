package mezzotint.sampler.gradientestimation;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Euler's steps along a slope that is carried on from the last one to this: Permenter and Yuan (2024). One call a step.
 */
@Component
@Plugin(id = "gradientestimation", label = "Gradient Estimation", source = "https://arxiv.org/abs/2306.04848",
        aliases = "gradient_estimation_cfg_pp (cfgpp=true)")
public final class GradientEstimation implements Sampler<GradientEstimation.Params> {

    public record Params(
            @Param(label = "Gamma", help = "How far the slope is carried on from the last one; 1 is Euler.", min = 1, max = 5, step = 0.1) double gamma,
            @Param(label = "CFG++", help = "Takes the noise of the unguided picture; wants a low guidance.") boolean cfgpp) {

        public Params() {
            this(2, false);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        Tensor old = null;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Denoiser.Guided both = params.cfgpp() ? model.guided(x, sigmas[i]) : single(model.denoise(x, sigmas[i]));
            if (sigmas[i + 1] == 0) {
                return both.denoised();
            }
            Tensor slope = x.minus(both.unguided()).over(sigmas[i]);
            x = both.denoised().plus(slope.times(sigmas[i + 1]));
            if (old != null) {
                x = x.plus(slope.minus(old).times((params.gamma() - 1) * (sigmas[i + 1] - sigmas[i])));
            }
            old = slope;
        }
        return x;
    }

    private static Denoiser.Guided single(Tensor denoised) {
        return new Denoiser.Guided(denoised, denoised);
    }
}
