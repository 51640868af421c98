package mezzotint.sampler.gauss3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * The Gauss-Legendre method of three stages, sixth order: Butcher (1964). Implicit: its stages are found in rounds, by default as many as its order takes.
 */
@Component
@Plugin(id = "gauss3", label = "Gauss-Legendre 3S", source = "https://doi.org/10.1007/978-3-540-78862-1")
public final class Gauss3 implements Sampler<Gauss3.Params> {

    private static final double A = Math.sqrt(15);
    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {5 / 36.0, 2 / 9.0 - A / 15, 5 / 36.0 - A / 30},
        {5 / 36.0 + A / 24, 2 / 9.0, 5 / 36.0 - A / 24},
        {5 / 36.0 + A / 30, 2 / 9.0 + A / 15, 5 / 36.0}
    }, 5 / 18.0, 4 / 9.0, 5 / 18.0);

    public record Params(
            @Param(label = "Rounds", help = "How often the stages are gone through; each round is as many calls as there are stages.", min = 1, max = 12)
            int rounds) {

        public Params() {
            this(6);
        }
    }

    @Override
    public int callsPerStep() {
        return TABLEAU.calls(new Params().rounds());
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return TABLEAU.walk(model, x, sigmas, params.rounds());
    }
}
