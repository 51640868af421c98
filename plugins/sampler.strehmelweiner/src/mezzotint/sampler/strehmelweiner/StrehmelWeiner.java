package mezzotint.sampler.strehmelweiner;

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

/** Exponential Runge-Kutta of fourth order: Strehmel and Weiner (1992), as in Hochbruck and Ostermann (2005). Four calls a step. */
@Component(service = Sampler.class)
@Plugin(id = "strehmelweiner", label = "Strehmel-Weiner", source = "https://doi.org/10.1137/040611434")
public final class StrehmelWeiner implements Sampler<None>, ExponentialTableau {

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
            case 2 -> new double[] {phi(1, h / 2) / 2 - phi(2, h / 2) / 2, phi(2, h / 2) / 2};
            default -> new double[] {phi(1, h) - 2 * phi(2, h), -2 * phi(2, h), 4 * phi(2, h)};
        };
    }

    @Override
    public double[] weights(double h) {
        return new double[] {phi(1, h) - 3 * phi(2, h) + 4 * phi(3, h), 0, 4 * phi(2, h) - 8 * phi(3, h), 4 * phi(3, h) - phi(2, h)};
    }
}
