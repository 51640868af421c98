package mezzotint.schedule.beta;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.osgi.service.component.annotations.Component;

/** Levels at even quantiles of the beta distribution, stretched over the model's: Lee et al. (2024). */
@Component
@Plugin(id = "beta", label = "Beta", aliases = "betas", source = "https://arxiv.org/abs/2407.12173")
public final class Beta implements Schedule<Beta.Params> {

    public record Params(
            @Param(label = "Alpha", help = "Smaller takes more of the steps near the picture.", min = 0.01, max = 10, step = 0.01, infotext = "Beta scheduler alpha")
            double alpha,
            @Param(label = "Beta", help = "Smaller takes more of the steps in the noise.", min = 0.01, max = 10, step = 0.01, infotext = "Beta scheduler beta")
            double beta) {

        public Params() {
            this(0.6, 0.6);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        var quantiles = BetaDistribution.of(params.alpha(), params.beta());
        return Ramp.toZero(steps, i -> {
            double share = quantiles.inverseCumulativeProbability(Ramp.even(1, 0, i, steps));
            return levels.min() + share * (levels.max() - levels.min());
        });
    }
}
