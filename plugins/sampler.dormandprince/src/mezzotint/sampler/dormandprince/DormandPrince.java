package mezzotint.sampler.dormandprince;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The fifth-order method of Dormand and Prince (1980), without its seventh slope, which measures the error. Six calls a step. */
@Component
@Plugin(id = "dormandprince", label = "Runge-Kutta 5/7", source = "https://doi.org/10.1016/0771-050X(80)90013-3",
        aliases = {"Runge-Kutta 5/7", "Dormand-Prince"})
public final class DormandPrince implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 5.0},
        {3 / 40.0, 9 / 40.0},
        {44 / 45.0, -56 / 15.0, 32 / 9.0},
        {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
        {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0}
    }, 35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
