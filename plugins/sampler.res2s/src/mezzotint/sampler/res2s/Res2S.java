package mezzotint.sampler.res2s;

import static mezzotint.libs.solvers.Exponential.phi;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.ExponentialTableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Refined exponential solver of two stages: Zhang et al. (2023). Looks at the middle of a step. Two calls a step. */
@Component(service = Sampler.class)
@Plugin(id = "res2s", label = "RES 2S", source = "https://arxiv.org/abs/2308.02157", aliases = {"RES-Singlestep 2S", "RES-Unified 2S", "ETD-RK 2S"})
public final class Res2S implements Sampler<None>, ExponentialTableau {

    @Override
    public int callsPerStep() {
        return calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels));
    }

    @Override
    public double[] places() {
        return new double[] {0, 0.5};
    }

    @Override
    public double[] stage(int stage, double h) {
        return new double[] {phi(1, h / 2) / 2};
    }

    @Override
    public double[] weights(double h) {
        return new double[] {phi(1, h) - 2 * phi(2, h), 2 * phi(2, h)};
    }
}
