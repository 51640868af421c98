package mezzotint.sampler.lobatto4;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.Tableau;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * The method Lobatto IIIC of four stages, sixth order: Chipman (1971). Implicit: its stages are found in rounds, by default as many as its order takes.
 */
@Component
@Plugin(id = "lobatto4", label = "Lobatto 4", source = "https://doi.org/10.1007/978-3-540-78862-1")
public final class Lobatto4 implements Sampler<Lobatto4.Params> {

    private static final double A = Math.sqrt(5);
    private static final Tableau TABLEAU = Tableau.of(new double[][] {
        {1 / 12.0, -A / 12, A / 12, -1 / 12.0},
        {1 / 12.0, 1 / 4.0, (10 - 7 * A) / 60, A / 60},
        {1 / 12.0, (10 + 7 * A) / 60, 1 / 4.0, -A / 60},
        {1 / 12.0, 5 / 12.0, 5 / 12.0, 1 / 12.0}
    }, 1 / 12.0, 5 / 12.0, 5 / 12.0, 1 / 12.0);

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
