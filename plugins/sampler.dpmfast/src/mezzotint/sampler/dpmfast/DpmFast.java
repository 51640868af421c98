package mezzotint.sampler.dpmfast;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.NoiseStep;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM-Solver with as many calls as there are steps, shared out to steps of third order: Lu et al. (2022), appendix C. Of the levels it
 * takes the first, the last above 0, and their number; it stops at that last level, as AUTOMATIC1111 does.
 */
@Component
@Plugin(id = "dpmfast", label = "DPM fast", source = "https://arxiv.org/abs/2206.00927", aliases = "k_dpm_fast")
public final class DpmFast implements Sampler<DpmFast.Params> {

    public record Params(
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
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
        int calls = sigmas.length - 1;
        double last = sigmas[calls] > 0 ? sigmas[calls] : sigmas[Math.max(calls - 1, 0)];
        if (last == sigmas[0]) {
            return model.denoise(x, last);
        }
        int steps = calls / 3 + 1;
        for (int i = 0; i < steps; i++) {
            double sigma = level(sigmas[0], last, (double) i / steps);
            // The power may be an ulp below the last level, and noise is not taken away.
            double next = Math.max(last, level(sigmas[0], last, (double) (i + 1) / steps));
            double down = Math.max(last, Ancestral.split(sigma, next, params.eta()).down());
            x = step(new NoiseStep(model, x, sigma, down), order(calls, steps, i));
            if (params.eta() > 0) {
                x = x.plus(noise.next().times(params.noise() * Math.sqrt(next * next - down * down)));
            }
        }
        return x;
    }

    /** Third as long as calls are left for it. */
    private static int order(int calls, int steps, int i) {
        if (calls % 3 == 0) {
            return i < steps - 2 ? 3 : steps - i;
        }
        return i < steps - 1 ? 3 : calls % 3;
    }

    private static Tensor step(NoiseStep step, int order) {
        return order == 3 ? step.third() : order == 2 ? step.second(0.5) : step.first();
    }

    private static double level(double first, double last, double at) {
        return first * Math.pow(last / first, at);
    }
}
