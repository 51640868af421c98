package mezzotint.sampler.ddimcfgpp;

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
 * CFG++: Chung et al. (2024). Goes to the guided picture, but with the noise that is seen without guidance, so a low guidance of 0.5 to 2
 * does, and colours do not burn. In steps of DDIM, which are Euler's.
 */
@Component
@Plugin(id = "ddimcfgpp", label = "DDIM CFG++", source = "https://arxiv.org/abs/2406.08070",
        aliases = {"euler_cfg_pp", "euler_ancestral_cfg_pp (eta=1)"})
public final class DdimCfgPp implements Sampler<DdimCfgPp.Params> {

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 1 is as much as DDPM.", min = 0, max = 1, step = 0.01, infotext = "Eta DDIM")
            double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise) {

        public Params() {
            this(0, 1);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(sigmas[i], sigmas[i + 1], params.eta());
            Denoiser.Guided both = model.guided(x, sigmas[i]);
            Tensor down = both.denoised().plus(x.minus(both.unguided()).times(step.down() / sigmas[i]));
            x = step.raised(down, noise, params.noise());
        }
        return x;
    }
}
