package mezzotint.sampler.rk3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Kutta's method of third order: Kutta (1901). Three calls a step. */
@Component
@Plugin(id = "rk3", label = "Runge-Kutta 3", source = "https://en.wikipedia.org/wiki/Runge%E2%80%93Kutta_methods",
        aliases = {"Linear-RK 3", "Specialized-RK 3S"})
public final class Rk3 implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 2.0},
        {-1, 2}
    }, 1 / 6.0, 2 / 3.0, 1 / 6.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
