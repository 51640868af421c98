package mezzotint.sampler.lcm;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Jumps to the clean picture and adds fresh noise up to the next level: Luo et al. (2023). For
 * models or adapters trained to jump; other models lose their detail by it.
 */
@Component
@Plugin(id = "lcm", label = "LCM", source = "https://arxiv.org/abs/2310.04378", aliases = {"k_lcm", "UFOGen", "LCM FlowMatch"})
public final class Lcm implements Sampler<None> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            x = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] > 0) {
                x = x.times(model.alpha(sigmas[i + 1])).plus(noise.next().times(sigmas[i + 1]));
            }
        }
        return x;
    }
}
