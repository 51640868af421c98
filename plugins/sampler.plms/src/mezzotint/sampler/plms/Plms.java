package mezzotint.sampler.plms;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.AdamsBashforth;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Pseudo linear multistep: Liu et al. (2022), as Stable Diffusion was published with. Adams and Bashforth's formulas for even steps,
 * of up to four slopes, whatever the levels; the first step is Heun's. One call a step, and one more.
 */
@Component
@Plugin(id = "plms", label = "PLMS", source = "https://arxiv.org/abs/2202.09778", aliases = {"k_plms", "PNDM"})
public final class Plms implements Sampler<None> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        var slopes = new History<Tensor>(4);
        for (int i = 0; i + 1 < sigmas.length; i++) {
            double length = sigmas[i + 1] - sigmas[i];
            slopes.add(x.minus(model.denoise(x, sigmas[i])).over(sigmas[i]));
            if (i == 0 && sigmas[1] > 0) {
                Tensor guess = x.plus(slopes.get(0).times(length));
                Tensor there = guess.minus(model.denoise(guess, sigmas[1])).over(sigmas[1]);
                x = x.plus(slopes.get(0).towards(there, 0.5).times(length));
            } else {
                x = x.plus(AdamsBashforth.slope(slopes).times(length));
            }
        }
        return x;
    }
}
