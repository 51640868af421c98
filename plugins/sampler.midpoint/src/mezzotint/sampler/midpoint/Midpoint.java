package mezzotint.sampler.midpoint;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** The explicit midpoint rule: the slope in the middle of a step, on the level's own scale. Two calls a step. */
@Component
@Plugin(id = "midpoint", label = "Midpoint", source = "https://en.wikipedia.org/wiki/Midpoint_method", aliases = "Linear-RK 2")
public final class Midpoint implements Sampler<None> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {},
        {1 / 2.0}
    }, 0, 1);

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return TABLEAU.walk(model, x, sigmas);
    }
}
