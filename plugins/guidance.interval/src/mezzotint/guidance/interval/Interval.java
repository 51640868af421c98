package mezzotint.guidance.interval;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Classifier-free guidance between two levels alone; elsewhere the wanted prompt, in half the time: Kynkaanniemi et al. (2024). */
@Component
@Plugin(id = "interval", label = "Guidance in an interval", source = "https://arxiv.org/abs/2404.07724")
public final class Interval implements Guidance<Interval.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale,
            @Param(label = "From level", help = "Highest level that is guided.", min = 0, max = 1e6, step = 0.1) double from,
            @Param(label = "To level", help = "Lowest level that is guided.", min = 0, max = 1e6, step = 0.1) double to) {

        public Params() {
            this(7, 5.42, 0.28);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        var pair = new PromptPair(model, wanted, unwanted);
        Denoiser guided = pair.mixed((x, sigma, with, without) -> without.towards(with, params.scale()));
        Denoiser plain = pair.plain();
        return new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, double sigma) {
                return at(sigma).denoise(x, sigma);
            }

            @Override
            public Guided guided(Tensor x, double sigma) {
                return at(sigma).guided(x, sigma);
            }

            private Denoiser at(double sigma) {
                return sigma <= params.from() && sigma >= params.to() ? guided : plain;
            }
        };
    }
}
