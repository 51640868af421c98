package mezzotint.sampler.radau3;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * The method Radau IIA of three stages, fifth order: Ehle (1969). Implicit: its stages are found in rounds, by default as many as its order takes.
 */
@Component
@Plugin(id = "radau3", label = "Radau IIA 3", source = "https://doi.org/10.1007/978-3-540-78862-1")
public final class Radau3 implements Sampler<Radau3.Params> {

    private static final double A = Math.sqrt(6);
    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {(88 - 7 * A) / 360, (296 - 169 * A) / 1800, (-2 + 3 * A) / 225},
        {(296 + 169 * A) / 1800, (88 + 7 * A) / 360, (-2 - 3 * A) / 225},
        {(16 - A) / 36, (16 + A) / 36, 1 / 9.0}
    }, (16 - A) / 36, (16 + A) / 36, 1 / 9.0);

    public record Params(
            @Param(label = "Rounds", help = "How often the stages are gone through; each round is as many calls as there are stages.", min = 1, max = 12)
            int rounds) {

        public Params() {
            this(5);
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
