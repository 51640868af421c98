package mezzotint.sampler.heun;

import mezzotint.diffusion.Churn;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Averages the slopes at both ends of a step: Karras et al. (2022), algorithm 2. Two calls a step,
 * but one where the step ends at 0, where there is no slope.
 */
@Component
@Plugin(id = "heun", label = "Heun", source = "https://arxiv.org/abs/2206.00364", aliases = {"k_heun", "Heun FlowMatch", "Linear-RK Heun"})
public final class Heun implements Sampler<Churn> {

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Churn churn) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Churn.Stirred start = churn.stir(x, sigmas[i], sigmas.length - 1, noise);
            x = step(model, start.x(), start.sigma(), sigmas[i + 1]);
        }
        return x;
    }

    private static Tensor step(Denoiser model, Tensor x, double sigma, double next) {
        Tensor denoised = model.denoise(x, sigma);
        Tensor guess = denoised.towards(x, next / sigma);
        if (next == 0) {
            return guess;
        }
        Tensor slope = x.minus(denoised).over(sigma);
        Tensor slopeThere = guess.minus(model.denoise(guess, next)).over(next);
        return x.plus(slope.towards(slopeThere, 0.5).times(next - sigma));
    }
}
