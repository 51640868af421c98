package mezzotint.schedule.karras;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Even in the rho-th root of the level: Karras et al. (2022), equation 5. */
@Component
@Plugin(id = "karras", label = "Karras", aliases = "ka", source = "https://arxiv.org/abs/2206.00364")
public final class Karras implements Schedule<Karras.Params> {

    public record Params(
            @Param(label = "Rho", help = "Larger takes more of the steps near the picture.", min = 1, max = 30, step = 0.1, infotext = "Schedule rho") double rho) {

        public Params() {
            this(7);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        double first = Math.pow(levels.max(), 1 / params.rho());
        double last = Math.pow(levels.min(), 1 / params.rho());
        return Ramp.toZero(steps, i -> Math.pow(Ramp.even(first, last, i, steps), params.rho()));
    }
}
