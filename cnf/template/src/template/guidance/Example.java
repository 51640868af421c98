package template.guidance;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Guidance that keeps the contrast of what is wanted: Lin et al. (2023), section 3.4. */
@Component
@Plugin(id = "example", label = "Example", source = "https://arxiv.org/abs/2305.08891")
public final class Example implements Guidance<Example.Params> {

    public record Params(
            @Param(label = "Guidance", help = "Higher follows the words more closely.", min = 0, max = 50, step = 0.5) double scale,
            @Param(label = "Rescale", help = "Higher takes more of the added contrast away.", min = 0, max = 1, step = 0.05) double rescale) {

        public Params() {
            this(7, 0.7);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        return new PromptPair(model, wanted, unwanted).mixed((x, sigma, with, without) -> {
            Tensor guided = without.towards(with, params.scale());
            double size = guided.rms();
            return size == 0 ? guided : guided.times(1 + params.rescale() * (with.rms() / size - 1));
        });
    }
}
