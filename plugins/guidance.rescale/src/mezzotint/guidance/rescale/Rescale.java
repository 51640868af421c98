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
            @Param(label = "Rescale", help = "Higher takes more of the added contrast away.", min = 0, max = 1, step = 0.05) double rescale) {

        public Params() {
            this(7, 0.7);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        return new PromptPair(model, wanted, unwanted).mixed((x, sigma, with, without) -> {
            Tensor guided = without.towards(with, params.scale());
            // The deviation is that of the noise, as papers and programs have it; the clean picture is x without it.
            double full = Deviation.of(x.minus(guided));
            double kept = full == 0 ? 1 : 1 + params.rescale() * (Deviation.of(x.minus(with)) / full - 1);
            return x.minus(x.minus(guided).times(kept));
        });
    }
}
