package mezzotint.sampler.lawson2b;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.Lawson;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Lawson's method (1967) of Heun's: exact decay, and the pictures of both ends. Two calls a step. */
@Component
@Plugin(id = "lawson2b", label = "Lawson 2S B", source = "https://doi.org/10.1137/0704033")
public final class Lawson2B implements Sampler<None> {

    private static final Lawson TABLEAU = new Lawson(Tableau.of(new double[][] {{}, {1}}, 1 / 2.0, 1 / 2.0));

    @Override
    public int callsPerStep() {
        return TABLEAU.calls();
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> TABLEAU.walk(unit, start, levels));
    }
}
