package mezzotint.sampler.ddim;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Denoising diffusion implicit models: Song et al. (2020), equation 12. In latents of the
 * variance-exploding kind it is Euler's step to the level that the fresh noise leaves.
 */
@Component
@Plugin(id = "ddim", label = "DDIM", source = "https://arxiv.org/abs/2010.02502",
        aliases = {"DDIM Parallel", "DDPM (eta=1)", "DDPM Parallel (eta=1)"})
public final class Ddim implements Sampler<Ddim.Params> {

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 1 is DDPM.", min = 0, max = 1, step = 0.01, infotext = "Eta DDIM") double eta) {

        public Params() {
            this(0);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(sigmas[i], sigmas[i + 1], params.eta());
            x = step.raised(model.denoise(x, sigmas[i]).towards(x, step.down() / sigmas[i]), noise, 1);
        }
        return x;
    }
}
