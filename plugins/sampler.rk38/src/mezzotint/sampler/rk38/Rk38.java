package mezzotint.sampler.rk38;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Kutta's three-eighths rule of fourth order: Kutta (1901). Four calls a step. */
@Component
@Plugin(id = "rk38", label = "Runge-Kutta 3/8", source = "https://en.wikipedia.org/wiki/Runge%E2%80%93Kutta_methods")
public final class Rk38 implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 3.0},
        {-1 / 3.0, 1},
        {1, -1, 1}
    }, 1 / 8.0, 3 / 8.0, 3 / 8.0, 1 / 8.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
