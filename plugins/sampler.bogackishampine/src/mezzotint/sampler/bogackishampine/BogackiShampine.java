package mezzotint.sampler.bogackishampine;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The third-order method of Bogacki and Shampine (1989), without its fourth slope, which measures the error. Three calls a step. */
@Component
@Plugin(id = "bogackishampine", label = "Bogacki-Shampine", source = "https://doi.org/10.1016/0893-9659(89)90079-7")
public final class BogackiShampine implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 2.0},
        {0, 3 / 4.0}
    }, 2 / 9.0, 1 / 3.0, 4 / 9.0);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
