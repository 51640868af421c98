package mezzotint.sampler.dpm2;

import mezzotint.diffusion.Churn;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the slope at the middle of a step, the geometric mean of its levels: DPM-Solver-2 of Lu et
 * al. (2022) in the place of Heun's correction. Two calls a step, but one where the step ends at 0.
 */
@Component
@Plugin(id = "dpm2", label = "DPM2", source = "https://arxiv.org/abs/2206.00927", aliases = {"dpm_2", "k_dpm_2", "KDPM2", "DPM2 FlowMatch"})
public final class Dpm2 implements Sampler<Churn> {

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

    @Override
    public String schedule() {
        return "karras";
    }

    @Override
    public boolean discardsNextToLastSigma() {
        return true;
    }

    private static Tensor step(Denoiser model, Tensor x, double sigma, double next) {
        Tensor denoised = model.denoise(x, sigma);
        if (next == 0) {
            return denoised;
        }
        double middle = Math.sqrt(sigma * next);
        Tensor halfway = denoised.towards(x, middle / sigma);
        Tensor slope = halfway.minus(model.denoise(halfway, middle)).over(middle);
        return x.plus(slope.times(next - sigma));
    }
}
