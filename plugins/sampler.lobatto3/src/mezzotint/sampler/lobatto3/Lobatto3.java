package mezzotint.sampler.lobatto3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * The method Lobatto IIIC of three stages, fourth order: Chipman (1971). Implicit: its stages are found in rounds, by default as many as its order takes.
 */
@Component
@Plugin(id = "lobatto3", label = "Lobatto 3", source = "https://doi.org/10.1007/978-3-540-78862-1")
public final class Lobatto3 implements Sampler<Lobatto3.Params> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {1 / 6.0, -1 / 3.0, 1 / 6.0},
        {1 / 6.0, 5 / 12.0, -1 / 12.0},
        {1 / 6.0, 2 / 3.0, 1 / 6.0}
    }, 1 / 6.0, 2 / 3.0, 1 / 6.0);

    public record Params(
            @Param(label = "Rounds", help = "How often the stages are gone through; each round is as many calls as there are stages.", min = 1, max = 12)
            int rounds) {

        public Params() {
            this(4);
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
