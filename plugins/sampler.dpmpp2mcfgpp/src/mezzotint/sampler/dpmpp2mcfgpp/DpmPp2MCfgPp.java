package mezzotint.sampler.dpmpp2mcfgpp;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM++ 2M of the kind of CFG++ (Chung et al., 2024), as ComfyUI has it: to the guided picture, with the noise of the unguided one, and
 * a line from the last unguided picture to this guided one. One call a step.
 */
@Component
@Plugin(id = "dpmpp2mcfgpp", label = "DPM++ 2M CFG++", source = "https://arxiv.org/abs/2406.08070")
public final class DpmPp2MCfgPp implements Sampler<None> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        Tensor old = null;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Denoiser.Guided both = model.guided(x, sigmas[i]);
            double next = sigmas[i + 1];
            Tensor aim = both.denoised().plus(x.minus(both.unguided()).times(next / sigmas[i]));
            if (old != null && next > 0) {
                double reach = Math.log(sigmas[i] / next) / Math.log(sigmas[i - 1] / sigmas[i]) / 2;
                aim = aim.plus(both.denoised().minus(old).times(reach * (1 - next / sigmas[i])));
            }
            x = aim;
            old = both.unguided();
        }
        return x;
    }

    @Override
    public String schedule() {
        return "karras";
    }
}
