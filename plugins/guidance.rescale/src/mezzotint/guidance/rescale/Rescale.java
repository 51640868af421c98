package mezzotint.guidance.rescale;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Classifier-free guidance whose contrast is brought back to that of what is wanted: Lin et al. (2023), section 3.4, by the deviation of
 * what the model predicts.
 */
@Component
@Plugin(id = "rescale", label = "Rescaled guidance", source = "https://arxiv.org/abs/2305.08891")
public final class Rescale implements Guidance<Rescale.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale,
            @Param(label = "Rescale", help = "Higher takes more of the added contrast away.", min = 0, max = 1, step = 0.05) double rescale,
            @Param(label = "Of velocity", help = "Measures the velocity, as models of it predict, and not the noise.") boolean velocity) {

        public Params() {
            this(7, 0.7, false);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        return new PromptPair(model, wanted, unwanted).mixedEach((x, sigma, with, without) -> {
            Tensor guided = without.towards(with, params.scale());
            // What is predicted, but for a factor: the noise is x less the picture; of velocity, x has its own share.
            Tensor base = params.velocity() ? x.over(1 + sigma * sigma) : x;
            double full = Deviation.of(base.minus(guided));
            double kept = full == 0 ? 1 : 1 + params.rescale() * (Deviation.of(base.minus(with)) / full - 1);
            return base.minus(base.minus(guided).times(kept));
        });
    }
}
