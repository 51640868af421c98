package mezzotint.sampler.eulera;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Steps down by Euler's method to below the next level, then up to it by fresh noise, as DDPM does. */
@Component
@Plugin(id = "eulera", label = "Euler a", source = "https://arxiv.org/abs/2006.11239",
        aliases = {"euler_ancestral", "k_euler_a", "k_euler_ancestral"})
public final class EulerAncestral implements Sampler<EulerAncestral.Params> {

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 is plain Euler.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise; a little above 1 keeps detail.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise")
            double noise) {

        public Params() {
            this(1, 1);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(sigmas[i], sigmas[i + 1], params.eta());
            x = model.denoise(x, sigmas[i]).towards(x, step.down() / sigmas[i]);
            if (sigmas[i + 1] > 0) {
                x = x.plus(noise.next().times(step.up() * params.noise()));
            }
        }
        return x;
    }
}
