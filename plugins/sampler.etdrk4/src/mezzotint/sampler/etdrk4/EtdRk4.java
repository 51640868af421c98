package mezzotint.sampler.etdrk4;

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

/** Exponential time differencing of fourth order: Cox and Matthews (2002), equations 26 to 29. Four calls a step. */
@Component(service = Sampler.class)
@Plugin(id = "etdrk4", label = "ETD-RK 4S A", source = "https://doi.org/10.1006/jcph.2002.6995", aliases = "ETD-RK 4S")
public final class EtdRk4 implements Sampler<None>, ExponentialTableau {

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
        return new double[] {0, 0.5, 0.5, 1};
    }

    @Override
    public double[] stage(int stage, double h) {
        return switch (stage) {
            case 1 -> new double[] {phi(1, h / 2) / 2};
            case 2 -> new double[] {0, phi(1, h / 2) / 2};
            default -> new double[] {phi(1, h / 2) / 2 * Math.expm1(-h / 2), 0, phi(1, h / 2)};
        };
    }

    @Override
    public double[] weights(double h) {
        double middle = 2 * phi(2, h) - 4 * phi(3, h);
        return new double[] {phi(1, h) - 3 * phi(2, h) + 4 * phi(3, h), middle, middle, 4 * phi(3, h) - phi(2, h)};
    }
}
