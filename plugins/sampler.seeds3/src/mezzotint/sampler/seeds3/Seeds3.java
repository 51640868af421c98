package mezzotint.sampler.seeds3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.Exponential;
import mezzotint.libs.solvers.NoisePath;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * SEEDS of three stages: Gonzalez et al. (2023), on clean pictures, at a third and two thirds of a step. Three calls a step, whose noise
 * is that of one path.
 */
@Component
@Plugin(id = "seeds3", label = "SEEDS 3", source = "https://arxiv.org/abs/2305.14267", aliases = "RES-SDE 3S")
public final class Seeds3 implements Sampler<FreshNoise> {

    @Override
    public int callsPerStep() {
        return 3;
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
            x = step(model, x, denoised, new double[] {sigmas[i], sigmas[i + 1]}, new NoisePath(sigmas[i], noise, params.eta(), params.noise()));
        }
        return x;
    }

    private static Tensor step(Denoiser model, Tensor x, Tensor denoised, double[] ends, NoisePath path) {
        double ratio = ends[1] / ends[0];
        double first = ends[0] * Math.pow(ratio, 1 / 3.0);
        double second = ends[0] * Math.pow(ratio, 2 / 3.0);
        Tensor a = model.denoise(path.reached(denoised.towards(x, path.kept(first)), first), first);
        Tensor b = model.denoise(path.reached(aimed(x, denoised, a, path.kept(second), 2), second), second);
        return path.reached(aimed(x, denoised, b, path.kept(ends[1]), 1.5), ends[1]);
    }

    /** Towards the first picture, with a straight line to another; @param reach of the stage in units of where that was seen */
    private static Tensor aimed(Tensor x, Tensor denoised, Tensor other, double kept, double reach) {
        double decay = -Math.log(kept);
        return denoised.towards(x, kept).plus(other.minus(denoised).times(reach * decay * Exponential.phi(2, decay)));
    }
}
