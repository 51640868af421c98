package mezzotint.sampler.ipndm;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.AdamsBashforth;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Pseudo numerical steps without a warm-up: Zhang and Chen (2022), table 2. Adams and Bashforth's formulas for even steps, of as many
 * slopes as there are yet. One call a step.
 */
@Component
@Plugin(id = "ipndm", label = "IPNDM", source = "https://arxiv.org/abs/2204.13902")
public final class Ipndm implements Sampler<Ipndm.Params> {

    public record Params(
            @Param(label = "Order", help = "How many slopes count; more is smoother, and less steady in few steps.", min = 1, max = 4) int order) {

        public Params() {
            this(4);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        var slopes = new History<Tensor>(params.order());
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            slopes.add(x.minus(denoised).over(sigmas[i]));
            x = x.plus(AdamsBashforth.slope(slopes).times(sigmas[i + 1] - sigmas[i]));
        }
        return x;
    }
}
