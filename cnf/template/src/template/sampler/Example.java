package template.sampler;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Runge and Kutta's methods of the second order: a look ahead into each step, then the step with both slopes. */
@Component
@Plugin(id = "example", label = "Example", source = "https://en.wikipedia.org/wiki/Runge-Kutta_methods")
public final class Example implements Sampler<Example.Params> {

    public record Params(
            @Param(label = "Look ahead", help = "How far into the step the second slope is taken.", min = 0.3, max = 0.9, step = 0.05) double ahead) {

        /** Ralston's choice, which has the least error. */
        public Params() {
            this(2.0 / 3);
        }
    }

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            double step = sigmas[i + 1] - sigmas[i];
            Tensor slope = slope(model, x, sigmas[i]);
            Tensor further = slope(model, x.plus(slope.times(params.ahead() * step)), sigmas[i] + params.ahead() * step);
            x = x.plus(slope.towards(further, 1 / (2 * params.ahead())).times(step));
        }
        return x;
    }

    /** How the latent changes with the noise level. */
    private static Tensor slope(Denoiser model, Tensor x, double sigma) {
        return x.minus(model.denoise(x, sigma)).over(sigma);
    }
}
