package mezzotint.sampler.ersde;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Extended reverse-time SDE solver: Cui et al. (2023), of the third order, with their noise scale five. One call a step; the first two
 * steps are of first and second order.
 */
@Component
@Plugin(id = "ersde", label = "ER-SDE", source = "https://arxiv.org/abs/2309.06169",
        aliases = {"ER-SDE FlowMatch", "ER-SDE 2M (order=2)", "ER-SDE 3M", "ER-SDE 2M FlowMatch (order=2)", "ER-SDE 3M FlowMatch"})
public final class ErSde implements Sampler<ErSde.Params> {

    public record Params(
            @Param(label = "Order", help = "How many pictures the curve goes through.", min = 1, max = 3) int order,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise) {

        public Params() {
            this(3, 1);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        Tensor old = null;
        Tensor oldSlope = null;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            double next = sigmas[i + 1];
            double kept = NoiseScale.at(next) / NoiseScale.at(sigmas[i]);
            x = denoised.towards(x, kept);
            if (old != null && params.order() > 1) {
                Tensor slope = denoised.minus(old).over(sigmas[i] - sigmas[i - 1]);
                x = x.plus(slope.times(NoiseScale.first(sigmas[i], next)));
                if (oldSlope != null && params.order() > 2) {
                    x = x.plus(slope.minus(oldSlope).times(NoiseScale.second(sigmas[i], next) * 2 / (sigmas[i] - sigmas[i - 2])));
                }
                oldSlope = slope;
            }
            double up = Math.sqrt(Math.max(0, next * next - sigmas[i] * sigmas[i] * kept * kept));
            x = params.noise() > 0 ? x.plus(noise.next().times(params.noise() * up)) : x;
            old = denoised;
        }
        return x;
    }
}
