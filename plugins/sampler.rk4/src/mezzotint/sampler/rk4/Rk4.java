package mezzotint.sampler.rk4;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The classical method of fourth order: Kutta (1901). Four calls a step. */
@Component
@Plugin(id = "rk4", label = "Runge-Kutta 4", source = "https://en.wikipedia.org/wiki/Runge%E2%80%93Kutta_methods",
        aliases = {"Runge-Kutta 4/4", "Linear-RK 4", "Specialized-RK 4S"})
public final class Rk4 implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 2.0},
        {0, 1 / 2.0},
        {0, 0, 1}
    }, 1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
