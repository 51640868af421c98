package mezzotint.sampler.butcher6;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Butcher's method of sixth order: Butcher (1964). Seven calls a step. */
@Component
@Plugin(id = "butcher6", label = "Runge-Kutta 6/7", source = "https://doi.org/10.1017/S1446788700023387", aliases = "Runge-Kutta 6/7")
public final class Butcher6 implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 3.0},
        {0, 2 / 3.0},
        {1 / 12.0, 1 / 3.0, -1 / 12.0},
        {-1 / 16.0, 9 / 8.0, -3 / 16.0, -3 / 8.0},
        {0, 9 / 8.0, -3 / 8.0, -3 / 4.0, 1 / 2.0},
        {9 / 44.0, -9 / 11.0, 63 / 44.0, 18 / 11.0, 0, -16 / 11.0}
    }, 11 / 120.0, 0, 27 / 40.0, 27 / 40.0, -4 / 15.0, -4 / 15.0, 11 / 120.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
