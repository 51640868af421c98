package mezzotint.sampler.dpm2a;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the slope at the middle of a step that goes to below the next level, then up to it by fresh noise: DPM-Solver-2 of Lu et al.
 * (2022), made ancestral. Two calls a step.
 */
@Component
@Plugin(id = "dpm2a", label = "DPM2 a", source = "https://arxiv.org/abs/2206.00927",
        aliases = {"dpm_2_ancestral", "k_dpm_2_a", "k_dpm_2_ancestral", "KDPM2 a", "DPM2a FlowMatch"})
public final class Dpm2Ancestral implements Sampler<FreshNoise> {

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(model, sigmas[i], sigmas[i + 1], params.eta());
            x = step.raised(down(model, x, sigmas[i], step.down()), noise, params.noise());
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

    private static Tensor down(Denoiser model, Tensor x, double sigma, double to) {
        Tensor denoised = model.denoise(x, sigma);
        if (to == 0) {
            return denoised;
        }
        double middle = Math.sqrt(sigma * to);
        Tensor halfway = denoised.towards(x, middle / sigma);
        return x.plus(halfway.minus(model.denoise(halfway, middle)).times((to - sigma) / middle));
    }
}
