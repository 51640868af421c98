package mezzotint.sampler.etdrk3;

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

/** Exponential time differencing of third order: Cox and Matthews (2002), equations 23 to 25. Three calls a step. */
@Component(service = Sampler.class)
@Plugin(id = "etdrk3", label = "ETD-RK 3S", source = "https://doi.org/10.1006/jcph.2002.6995", aliases = "ETD-RK 3S A")
public final class EtdRk3 implements Sampler<None>, ExponentialTableau {

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
            default -> new double[] {-phi(1, h), 2 * phi(1, h)};
        };
    }

    @Override
    public double[] weights(double h) {
        return new double[] {phi(1, h) - 3 * phi(2, h) + 4 * phi(3, h), 4 * phi(2, h) - 8 * phi(3, h), 4 * phi(3, h) - phi(2, h)};
    }
}
