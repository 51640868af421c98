package mezzotint.sampler.abnorsett;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.Exponential;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Exponential Adams-Bashforth: Norsett (1969). Over the log of the level the decay is exact, and the picture moves along the polynomial
 * through the last ones, uneven steps and all. One call a step; of order 2 it is DPM++ 2M without its shortcut.
 */
@Component
@Plugin(id = "abnorsett", label = "ABNorsett", source = "https://doi.org/10.1007/BFb0060027",
        aliases = {"ABNorsett 2M (order=2)", "ABNorsett 3M (order=3)", "ABNorsett 4M (order=4)", "RES-Multistep 3M (order=3)", "RES-Unified 3M (order=3)",
            "DPM++ 3M (order=3)"})
public final class AbNorsett implements Sampler<AbNorsett.Params> {

    public record Params(
            @Param(label = "Order", help = "How many pictures the curve goes through; more is finer, and less steady in few steps.", min = 1, max = 4)
            int order) {

        public Params() {
            this(3);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        var past = new History<Tensor>(params.order());
        for (int i = 0; i + 1 < sigmas.length; i++) {
            past.add(model.denoise(x, sigmas[i]));
            if (sigmas[i + 1] == 0) {
                return past.get(0);
            }
            double h = Math.log(sigmas[i] / sigmas[i + 1]);
            double[] places = new double[past.size()];
            for (int back = 0; back < places.length; back++) {
                places[back] = Math.log(sigmas[i] / sigmas[i - back]) / h;
            }
            x = x.times(sigmas[i + 1] / sigmas[i]).plus(Exponential.sum(past.newestFirst(), Exponential.weights(places, h)));
        }
        return x;
    }
}
