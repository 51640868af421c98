package mezzotint.sampler.radau2;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * The method Radau IIA of two stages, third order: Ehle (1969). Implicit: its stages are found in rounds, by default as many as its order takes.
 */
@Component
@Plugin(id = "radau2", label = "Radau IIA 2", source = "https://doi.org/10.1007/978-3-540-78862-1")
public final class Radau2 implements Sampler<Radau2.Params> {

    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {5 / 12.0, -1 / 12.0},
        {3 / 4.0, 1 / 4.0}
    }, 3 / 4.0, 1 / 4.0);

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
