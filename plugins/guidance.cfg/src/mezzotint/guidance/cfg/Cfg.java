package mezzotint.guidance.cfg;

import java.util.List;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
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
        // At 1 the unwanted prompt has no weight, so it is not computed.
        if (params.scale() == 1) {
            return (x, sigma) -> model.denoise(x, sigma, List.of(wanted)).get(0);
        }
        List<Conditioning> prompts = List.of(unwanted, wanted);
        return (x, sigma) -> {
            var both = model.denoise(x, sigma, prompts);
            return both.get(0).towards(both.get(1), params.scale());
        };
    }
}
