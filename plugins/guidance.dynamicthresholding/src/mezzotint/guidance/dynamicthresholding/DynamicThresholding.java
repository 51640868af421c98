package mezzotint.guidance.dynamicthresholding;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Guidance at a high scale whose values are brought into the range that a low one gives, channel by channel: after Saharia et al. (2022),
 * section 2.3, for latents as the extension of McMonkey has it.
 */
@Component
@Plugin(id = "dynamicthresholding", label = "Dynamic thresholding", source = "https://arxiv.org/abs/2205.11487")
public final class DynamicThresholding implements Guidance<DynamicThresholding.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale,
            @Param(label = "Like guidance", help = "The guidance whose range of values is kept to.", min = 1, max = 50, step = 0.5) double like,
            @Param(label = "Percentile", help = "Share of the values that stay within the range; those beyond are cut off.", min = 0.5, max = 1, step = 0.001)
            double percentile) {

        public Params() {
            this(12, 7, 0.999);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        return new PromptPair(model, wanted, unwanted).mixed((x, sigma, with, without) ->
                Range.fitted(without.towards(with, params.scale()), without.towards(with, params.like()), params.percentile()));
    }
}
