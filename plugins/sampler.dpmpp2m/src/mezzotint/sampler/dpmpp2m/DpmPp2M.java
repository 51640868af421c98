package mezzotint.sampler.dpmpp2m;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM-Solver++(2M): Lu et al. (2022), algorithm 2. Draws a line through the last two clean pictures
 * over the log of the level. One call a step; good from 15 steps or so.
 */
@Component
@Plugin(id = "dpmpp2m", label = "DPM++ 2M", source = "https://arxiv.org/abs/2211.01095",
        aliases = {"dpmpp_2m", "k_dpmpp_2m", "DPM++", "DPM++ 2M EDM", "DPM2++ 2M FlowMatch"})
public final class DpmPp2M implements Sampler<None> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        Tensor old = null;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            double next = sigmas[i + 1];
            Tensor aim = old == null || next == 0 ? denoised : old.towards(denoised, 1 + reach(sigmas, i));
            x = aim.towards(x, next / sigmas[i]);
            old = denoised;
        }
        return x;
    }

    @Override
    public String schedule() {
        return "karras";
    }

    /** How far to go on along the line: half of this step in units of the last. */
    private static double reach(double[] sigmas, int i) {
        return Math.log(sigmas[i] / sigmas[i + 1]) / Math.log(sigmas[i - 1] / sigmas[i]) / 2;
    }
}
