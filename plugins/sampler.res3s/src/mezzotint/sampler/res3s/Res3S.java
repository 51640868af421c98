package mezzotint.sampler.res3s;

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

/** Refined exponential solver of three stages: Zhang et al. (2023), with Hochbruck and Ostermann's tableau, equation 5.10 of 2005. Three calls a step. */
@Component(service = Sampler.class)
@Plugin(id = "res3s", label = "RES 3S", source = "https://arxiv.org/abs/2308.02157", aliases = {"RES-Singlestep 3S", "RES-Unified 3S", "ETD-RK 3S B"})
public final class Res3S implements Sampler<None>, ExponentialTableau {

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
        return new double[] {0, 0.5, 1};
    }

    @Override
    public double[] stage(int stage, double h) {
        return switch (stage) {
            case 1 -> new double[] {phi(1, h / 2) / 2};
            default -> new double[] {phi(1, h) - 2 * phi(2, h / 2) - 2 * phi(2, h), 2 * phi(2, h / 2) + 2 * phi(2, h)};
        };
    }

    @Override
    public double[] weights(double h) {
        return new double[] {phi(1, h) - 5 / 3.0 * phi(2, h), 4 / 3.0 * phi(2, h), phi(2, h) / 3};
    }
}
