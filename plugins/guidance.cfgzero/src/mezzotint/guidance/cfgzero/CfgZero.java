package mezzotint.guidance.cfgzero;

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
 * Guidance from the part of the unwanted that lies in the wanted, so that an unsure model is not led astray: Fan et al. (2025), with the first
 * steps left at nothing where the user says so. By each picture of a batch.
 */
@Component
@Plugin(id = "cfgzero", label = "CFG-Zero*", source = "https://arxiv.org/abs/2503.18886")
public final class CfgZero implements Guidance<CfgZero.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale,
            @Param(label = "Still above", help = "Above this level nothing moves: the first steps of the paper; 0 for off.", min = 0, max = 1e6, step = 0.1)
            double still) {

        public Params() {
            this(5, 0);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        return new PromptPair(model, wanted, unwanted).mixedEach((x, sigma, with, without) -> {
            if (params.still() > 0 && sigma > params.still()) {
                return x;
            }
            // What the model predicts is along x less the clean picture, whatever it predicts.
            Tensor here = x.minus(with);
            Tensor there = x.minus(without);
            double share = there.rms() == 0 ? 1 : dot(here, there) / dot(there, there);
            Tensor part = there.times(share);
            return x.minus(part.towards(here, params.scale()));
        });
    }

    private static double dot(Tensor a, Tensor b) {
        float[] left = a.toArray();
        float[] right = b.toArray();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
