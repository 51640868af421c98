package mezzotint.sampler.dpmpp2sa;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM-Solver++(2S): Lu et al. (2022), algorithm 1, to below the next level, then up to it by fresh noise. Two calls a step.
 */
@Component
@Plugin(id = "dpmpp2sa", label = "DPM++ 2S a", source = "https://arxiv.org/abs/2211.01095",
        aliases = {"dpmpp_2s_ancestral", "k_dpmpp_2s_a", "k_dpmpp_2s_ancestral", "DPM2++ 2S FlowMatch (eta=0)"})
public final class DpmPp2SAncestral implements Sampler<FreshNoise> {

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

    private static Tensor down(Denoiser model, Tensor x, double sigma, double to) {
        Tensor denoised = model.denoise(x, sigma);
        if (to == 0) {
            return denoised;
        }
        double middle = UnitSignal.middle(model, sigma, to);
        Tensor halfway = model.denoise(denoised.towards(x, middle / sigma), middle);
        return halfway.towards(x, to / sigma);
    }
}
