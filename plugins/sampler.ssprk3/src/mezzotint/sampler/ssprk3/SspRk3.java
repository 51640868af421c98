package mezzotint.sampler.ssprk3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The third-order method of Shu and Osher (1988), which keeps what shrinks from growing. Three calls a step. */
@Component
@Plugin(id = "ssprk3", label = "SSP Runge-Kutta 3", source = "https://doi.org/10.1016/0021-9991(88)90177-5")
public final class SspRk3 implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1},
        {1 / 4.0, 1 / 4.0}
    }, 1 / 6.0, 1 / 6.0, 2 / 3.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
