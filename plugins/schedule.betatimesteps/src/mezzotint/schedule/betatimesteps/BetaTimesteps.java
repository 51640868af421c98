package mezzotint.schedule.betatimesteps;

import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.osgi.service.component.annotations.Component;

/**
 * Whole timesteps at even quantiles of the beta distribution: Lee et al. (2024), as ComfyUI has it. {@code beta} spreads levels so.
 */
@Component
@Plugin(id = "betatimesteps", label = "Beta timesteps", aliases = "beta57 (alpha=0.5 beta=0.7)", source = "https://arxiv.org/abs/2407.12173")
public final class BetaTimesteps implements Schedule<BetaTimesteps.Params> {

    public record Params(
            @Param(label = "Alpha", help = "Smaller takes more of the steps near the picture.", min = 0.01, max = 10, step = 0.01) double alpha,
            @Param(label = "Beta", help = "Smaller takes more of the steps in the noise.", min = 0.01, max = 10, step = 0.01) double beta) {

        public Params() {
            this(0.6, 0.6);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        var quantiles = BetaDistribution.of(params.alpha(), params.beta());
        int[] falling = IntStream.range(0, steps).mapToDouble(i -> quantiles.inverseCumulativeProbability(1 - (double) i / steps))
                .mapToInt(share -> timestep(share * (levels.count() - 1))).distinct().toArray();
        return Ramp.toZero(falling.length, i -> levels.sigma(falling[i]));
    }

    /** Half a timestep is rounded up, for all that the quantile is not exact. */
    private static int timestep(double value) {
        return (int) Math.floor(value + 0.5 + 1e-9);
    }
}
