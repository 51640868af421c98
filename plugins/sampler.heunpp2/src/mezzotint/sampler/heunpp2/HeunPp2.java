package mezzotint.sampler.heunpp2;

import mezzotint.diffusion.Churn;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Heun++: looks one and two steps ahead, and weighs the slopes by their levels, which puts most of the weight on the first. Three calls
 * a step, two in the last but one, one in the last.
 */
@Component
@Plugin(id = "heunpp2", label = "Heun++ 2", source = "https://github.com/Carzit/sd-webui-samplers-scheduler", aliases = "heunpp")
public final class HeunPp2 implements Sampler<Churn> {

    @Override
    public int callsPerStep() {
        return 3;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Churn params) {
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Churn.Stirred start = params.stir(x, sigmas[i], sigmas.length - 1, noise);
            x = start.x().plus(slope(model, start, sigmas, i).times(sigmas[i + 1] - start.sigma()));
        }
        return x;
    }

    private static Tensor slope(Denoiser model, Churn.Stirred start, double[] sigmas, int i) {
        double end = sigmas[sigmas.length - 1];
        Tensor here = slope(model, start.x(), start.sigma());
        if (sigmas[i + 1] == end) {
            return here;
        }
        Tensor ahead = start.x().plus(here.times(sigmas[i + 1] - start.sigma()));
        Tensor there = slope(model, ahead, sigmas[i + 1]);
        if (sigmas[i + 2] == end) {
            return here.towards(there, sigmas[i + 1] / (2 * sigmas[0]));
        }
        Tensor further = slope(model, ahead.plus(there.times(sigmas[i + 2] - sigmas[i + 1])), sigmas[i + 2]);
        double second = sigmas[i + 1] / (3 * sigmas[0]);
        double third = sigmas[i + 2] / (3 * sigmas[0]);
        return here.times(1 - second - third).plus(there.times(second)).plus(further.times(third));
    }

    private static Tensor slope(Denoiser model, Tensor x, double sigma) {
        return x.minus(model.denoise(x, sigma)).over(sigma);
    }
}
