package mezzotint.sampler.seeds2;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.Exponential;
import mezzotint.libs.solvers.NoisePath;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * SEEDS of two stages: Gonzalez et al. (2023), on clean pictures. An exponential Runge-Kutta step whose noise is that of one path, so
 * that the middle and the end agree. Two calls a step; without noise, at the end of the step, it is Heun's exponential method.
 */
@Component
@Plugin(id = "seeds2", label = "SEEDS 2", source = "https://arxiv.org/abs/2305.14267",
        aliases = {"RES-SDE 2S", "exp_heun_2_x0 (eta=0 at=1 solver=phi2)", "exp_heun_2_x0_sde (at=1 solver=phi2)"})
public final class Seeds2 implements Sampler<Seeds2.Params> {

    /** How the second call is weighed: by the first function of exponential integrators, or the second. */
    public enum Solver { PHI1, PHI2 }

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise,
            @Param(label = "Second look", help = "Where in the step the second call is made.", min = 0.1, max = 1, step = 0.05) double at,
            @Param(label = "Solver", help = "How the second call is weighed; phi2 is exact for a straight line.") Solver solver) {

        public Params() {
            this(1, 1, 0.5, Solver.PHI1);
        }
    }

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            var path = new NoisePath(sigmas[i], noise, params.eta(), params.noise());
            double middle = sigmas[i] * Math.pow(sigmas[i + 1] / sigmas[i], params.at());
            Tensor halfway = path.reached(denoised.towards(x, path.kept(middle)), middle);
            Tensor there = model.denoise(halfway, middle);
            double kept = path.kept(sigmas[i + 1]);
            double decay = -Math.log(kept);
            double weight = params.solver() == Solver.PHI1 ? (1 - kept) / (2 * params.at()) : decay * Exponential.phi(2, decay) / params.at();
            x = path.reached(denoised.towards(x, kept).plus(there.minus(denoised).times(weight)), sigmas[i + 1]);
        }
        return x;
    }
}
