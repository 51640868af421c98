package mezzotint.sampler.unipc;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Predictor and corrector of one formula: Zhao et al. (2023), multistep, on clean pictures.
 * One call a step, as the call that corrects a step also begins the next. Good from 8 steps or so.
 */
@Component
@Plugin(id = "unipc", label = "UniPC", source = "https://arxiv.org/abs/2302.04867",
        aliases = {"uni_pc", "UniPC FlowMatch", "uni_pc_bh2 (variant=bh2)"})
public final class UniPc implements Sampler<UniPc.Params> {

    /** Takes the place of a last level of 0, whose log does not exist. */
    private static final double LOWEST = 0.001;

    /** The function of the step size by which the differences are weighed. */
    public enum Variant { BH1, BH2 }

    public record Params(
            @Param(label = "Order", help = "How many clean pictures the curve goes through; more is finer, and less steady in few steps.", min = 1, max = 3,
                    infotext = "UniPC order") int order,
            @Param(label = "Variant", help = "How the differences are weighed; bh1 suits few steps, bh2 many.", infotext = "UniPC variant") Variant variant) {

        public Params() {
            this(3, Variant.BH1);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        int steps = sigmas.length - 1;
        int most = Math.max(1, Math.min(params.order(), steps - 1));
        var past = new History<Answer>(most);
        for (int k = 1; k <= steps; k++) {
            if (k == 1) {
                past.add(new Answer(sigmas[0], model.denoise(x, sigmas[0])));
            }
            double next = sigmas[k] == 0 ? LOWEST : sigmas[k];
            int order = k < most ? k : Math.min(most, steps + 1 - k);
            var step = new Step(x, past.newestFirst().subList(0, order), next, params.variant());
            x = step.predicted();
            if (k < steps) {
                var fresh = new Answer(next, model.denoise(x, next));
                x = step.corrected(fresh.denoised());
                past.add(fresh);
            }
        }
        return x;
    }
}
