package mezzotint.sampler.deis;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Diffusion exponential integrator sampler: Zhang and Chen (2022), tAB. Integrates the polynomial through the last slopes over the
 * timesteps of a process of preserved variance, whose clock is that of the levels 0.002 to 80. One call a step.
 */
@Component
@Plugin(id = "deis", label = "DEIS", source = "https://arxiv.org/abs/2204.13902",
        aliases = {"DEIS-Multistep", "DEIS-Unified 1S (order=1)", "DEIS-Unified 2M (order=2)"})
public final class Deis implements Sampler<Deis.Params> {

    public record Params(
            @Param(label = "Order", help = "How many slopes count; more is smoother, and less steady in few steps.", min = 1, max = 4) int order) {

        public Params() {
            this(3);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        var slopes = new History<Tensor>(params.order());
        var clock = new Clock(sigmas);
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            slopes.add(x.minus(denoised).over(sigmas[i]));
            int order = slopes.size();
            for (int back = 0; back < order; back++) {
                double weight = order == 1 ? sigmas[i + 1] - sigmas[i] : clock.weight(i, order, back);
                x = x.plus(slopes.get(back).times(weight));
            }
        }
        return x;
    }
}
