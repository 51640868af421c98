package mezzotint.guidance.cfg;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Classifier-free guidance: goes from what is unwanted past what is wanted. */
@Component
@Plugin(id = "cfg", label = "Classifier-free guidance", source = "https://arxiv.org/abs/2207.12598")
public final class Cfg implements Guidance<Cfg.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale) {

        public Params() {
            this(7);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        var pair = new PromptPair(model, wanted, unwanted);
        // At 1 the unwanted prompt has no weight, so it is not computed.
        return params.scale() == 1 ? pair.plain() : pair.mixed((x, sigma, with, without) -> without.towards(with, params.scale()));
    }
}
