package mezzotint.sampler.dpmpp2sacfgpp;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM++ 2S a of the kind of CFG++ (Chung et al., 2024), as ComfyUI has it: each look begins at the latent moved by what guidance changes,
 * so that its noise is that of the unguided picture. Two calls a step.
 */
@Component
@Plugin(id = "dpmpp2sacfgpp", label = "DPM++ 2S a CFG++", source = "https://arxiv.org/abs/2406.08070", aliases = "dpmpp_2s_ancestral_cfg_pp")
public final class DpmPp2SACfgPp implements Sampler<FreshNoise> {

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Ancestral step = Ancestral.split(sigmas[i], sigmas[i + 1], params.eta());
            x = step.raised(down(model, x, sigmas[i], step.down()), noise, params.noise());
        }
        return x;
    }

    @Override
    public String schedule() {
        return "karras";
    }

    private static Tensor down(Denoiser model, Tensor x, double sigma, double to) {
        Denoiser.Guided here = model.guided(x, sigma);
        if (to == 0) {
            return here.denoised();
        }
        double middle = Math.sqrt(sigma * to);
        Denoiser.Guided there = model.guided(here.denoised().towards(moved(x, here, here), middle / sigma), middle);
        return there.denoised().towards(moved(x, here, there), to / sigma);
    }

    private static Tensor moved(Tensor x, Denoiser.Guided guided, Denoiser.Guided unguided) {
        return x.plus(guided.denoised()).minus(unguided.unguided());
    }
}
