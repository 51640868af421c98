package mezzotint.sampler.eulera;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Steps down by Euler's method to below the next level, then up to it by fresh noise, as DDPM does. */
@Component
@Plugin(id = "eulera", label = "Euler a", source = "https://arxiv.org/abs/2006.11239",
        aliases = {"euler_ancestral", "k_euler_a", "k_euler_ancestral"})
public final class EulerAncestral implements Sampler<FreshNoise> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(model, sigmas[i], sigmas[i + 1], params.eta());
            x = step.raised(model.denoise(x, sigmas[i]).towards(x, step.down() / sigmas[i]), noise, params.noise());
        }
        return x;
    }
}
