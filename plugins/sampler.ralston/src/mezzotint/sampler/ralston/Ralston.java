package mezzotint.sampler.ralston;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Ralston's method of second order, whose bound of the error is the least of its kind: Ralston (1962). Two calls a step. */
@Component
@Plugin(id = "ralston", label = "Ralston", source = "https://doi.org/10.1090/S0025-5718-1962-0150954-0", aliases = "Linear-RK Ralston")
public final class Ralston implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {2 / 3.0}
    }, 1 / 4.0, 3 / 4.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
