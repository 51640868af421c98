package mezzotint.sampler.resmultistep;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Exponential;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Refined exponential solver, multistep: Zhang et al. (2023). A line through the last two clean pictures over the log of the level; with
 * eta it steps below the next level and up by fresh noise, and with CFG++ it takes the noise of the unguided picture. One call a step.
 */
@Component
@Plugin(id = "resmultistep", label = "RES Multistep", source = "https://arxiv.org/abs/2308.02157",
        aliases = {"RES-Multistep 2M", "RES-Unified 2M", "res_multistep_ancestral (eta=1)", "res_multistep_cfg_pp (cfgpp=true)",
            "res_multistep_ancestral_cfg_pp (cfgpp=true eta=1)"})
public final class ResMultistep implements Sampler<ResMultistep.Params> {

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise,
            @Param(label = "CFG++", help = "Takes the noise of the unguided picture; wants a low guidance.") boolean cfgpp) {

        public Params() {
            this(0, 1, false);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        Tensor old = null;
        double oldDown = 0;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Denoiser.Guided both = params.cfgpp() ? model.guided(x, sigmas[i]) : single(model.denoise(x, sigmas[i]));
            Ancestral step = Ancestral.split(model, sigmas[i], sigmas[i + 1], params.eta());
            Tensor led = x.plus(both.denoised().minus(both.unguided()));
            if (step.down() == 0 || old == null) {
                x = both.denoised().plus(x.minus(both.unguided()).times(step.down() / sigmas[i]));
            } else {
                double h = Math.log(sigmas[i] / step.down());
                double place = -Math.log(sigmas[i - 1] / oldDown) / h;
                double[] weights = weights(h, place);
                x = led.times(Math.exp(-h)).plus(both.unguided().times(weights[0])).plus(old.times(weights[1]));
            }
            x = step.raised(x, noise, params.noise());
            old = both.unguided();
            oldDown = step.down();
        }
        return x;
    }

    private static Denoiser.Guided single(Tensor denoised) {
        return new Denoiser.Guided(denoised, denoised);
    }

    /** Of this picture, and of the last, which lies at a place in lengths of the step. */
    private static double[] weights(double h, double place) {
        double last = h * Exponential.phi(2, h) / place;
        return new double[] {h * Exponential.phi(1, h) - last, last};
    }
}
