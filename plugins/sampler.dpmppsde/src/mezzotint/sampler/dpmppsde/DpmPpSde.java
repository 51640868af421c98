package mezzotint.sampler.dpmppsde;

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
 * SDE-DPM-Solver++ in single steps, as k-diffusion has it: Lu et al. (2022), with a look at the middle of each step and noise from a
 * Brownian path. Two calls a step.
 */
@Component
@Plugin(id = "dpmppsde", label = "DPM++ SDE", source = "https://arxiv.org/abs/2211.01095",
        aliases = {"dpmpp_sde", "dpmpp_sde_gpu", "k_dpmpp_sde", "DPM SDE", "DPM2++ SDE FlowMatch"})
public final class DpmPpSde implements Sampler<FreshNoise> {

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
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            double middle = Math.sqrt(sigmas[i] * sigmas[i + 1]);
            Tensor halfway = stepped(denoised, x, sigmas[i], middle, noise, params);
            x = stepped(model.denoise(halfway, middle), x, sigmas[i], sigmas[i + 1], noise, params);
        }
        return x;
    }

    @Override
    public String schedule() {
        return "karras";
    }

    private static Tensor stepped(Tensor aim, Tensor x, double sigma, double next, Noise noise, FreshNoise params) {
        Ancestral step = Ancestral.split(sigma, next, params.eta());
        Tensor down = aim.towards(x, step.down() / sigma);
        return params.isAdded() ? down.plus(noise.between(sigma, next).times(step.up() * params.noise())) : down;
    }
}
