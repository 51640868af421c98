package mezzotint.sampler.dpmpp2msde;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * SDE-DPM-Solver++(2M): Lu et al. (2022), with a share of noise as k-diffusion has it.
 * One call a step; wants more steps than DPM++ 2M and repays them with detail.
 */
@Component
@Plugin(id = "dpmpp2msde", label = "DPM++ 2M SDE", source = "https://arxiv.org/abs/2211.01095", aliases = {"dpmpp_2m_sde", "dpmpp_2m_sde_gpu", "k_dpmpp_2m_sde",
        "DPM2++ 2M SDE FlowMatch", "DPM++ 2M SDE Heun (solver=heun)", "dpmpp_2m_sde_heun_gpu (solver=heun)", "k_dpmpp_2m_sde_heun (solver=heun)"})
public final class DpmPp2MSde implements Sampler<DpmPp2MSde.Params> {

    /** How the line through the last two clean pictures is integrated. */
    public enum Solver { MIDPOINT, HEUN }

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise; a little above 1 keeps detail.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise")
            double noise,
            @Param(label = "Solver", help = "How a step is integrated; heun is exact for a straight line.") Solver solver) {

        public Params() {
            this(1, 1, Solver.MIDPOINT);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        Tensor old = null;
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            double h = Math.log(sigmas[i] / sigmas[i + 1]);
            x = denoised.towards(x, Math.exp(-h * (1 + params.eta())));
            if (old != null) {
                double ratio = h / Math.log(sigmas[i - 1] / sigmas[i]);
                x = x.plus(denoised.minus(old).times(ratio * second(params, h)));
            }
            if (params.eta() > 0) {
                double up = sigmas[i + 1] * Math.sqrt(-Math.expm1(-2 * params.eta() * h));
                x = x.plus(noise.between(sigmas[i], sigmas[i + 1]).times(up * params.noise()));
            }
            old = denoised;
        }
        return x;
    }

    @Override
    public String schedule() {
        return "exponential";
    }

    /** The weight of the change since the last step, were both steps of one length. */
    private static double second(Params params, double h) {
        double length = h * (1 + params.eta());
        double gone = -Math.expm1(-length);
        return params.solver() == Solver.HEUN ? 1 - gone / length : gone / 2;
    }
}
