package mezzotint.sampler.sasolver;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Stochastic Adams solver: Xue et al. (2023), in clean pictures: a predictor through the last three, a corrector through four, and noise
 * in a part of the walk, by default from 0.2 to 0.8 of the clock of Stable Diffusion. One call a step, or two where the corrected latent
 * is looked at again (PECE).
 */
@Component
@Plugin(id = "sasolver", label = "SA Solver", source = "https://arxiv.org/abs/2309.05019",
        aliases = {"sa_solver_pece (pece=true)", "PEC 423 (eta=0 predictor=2 corrector=3)", "PEC 433 (eta=0 predictor=3 corrector=3)"})
public final class SaSolver implements Sampler<SaSolver.Params> {

    public record Params(
            @Param(label = "Eta", help = "Strength of the noise where there is some; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise,
            @Param(label = "Noise from", help = "Highest level with noise, by the picture's part in it.", min = 0, max = 1e6) double from,
            @Param(label = "Noise to", help = "Lowest level with noise, by the picture's part in it.", min = 0, max = 1e6) double to,
            @Param(label = "Predictor", help = "How many pictures the predictor goes through.", min = 1, max = 4) int predictor,
            @Param(label = "Corrector", help = "How many pictures the corrector goes through; 0 corrects nothing.", min = 0, max = 4) int corrector,
            @Param(label = "Look again", help = "Calls the model for the corrected latent too.") boolean pece) {

        public Params() {
            this(1, 1, 5, 0.6, 3, 4, false);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return new AdamsWalk(model, sigmas, noise, params).end(x);
    }
}
