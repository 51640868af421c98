package mezzotint.guidance.apg;

import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.PromptPair;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Guidance without the part that only makes the picture stronger, with the direction held to a length and slowed by the last one: Sadat et al.
 * (2024), algorithm 1.
 */
@Component
@Plugin(id = "apg", label = "Adaptive projected guidance", source = "https://arxiv.org/abs/2410.02416")
public final class Apg implements Guidance<Apg.Params> {

    public record Params(
            @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double scale,
            @Param(label = "Parallel", help = "How much is kept of what only makes the picture stronger; 1 is plain guidance.", min = 0, max = 1, step = 0.05)
            double eta,
            @Param(label = "Longest", help = "Longest direction of a picture, by its norm; 0 for no limit.", min = 0, max = 100, step = 0.5) double longest,
            @Param(label = "Momentum", help = "Share of the last direction; below 0 it takes some away.", min = -1, max = 1, step = 0.05) double momentum) {

        public Params() {
            this(7, 0, 15, -0.5);
        }
    }

    @Override
    public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, Params params) {
        var direction = new Direction(params);
        return new PromptPair(model, wanted, unwanted).mixed((x, sigma, with, without) ->
                with.plus(direction.of(with, with.minus(without), sigma).times(params.scale() - 1)));
    }

    @Override
    public boolean looksBack(Params params) {
        return params.momentum() != 0;
    }
}
