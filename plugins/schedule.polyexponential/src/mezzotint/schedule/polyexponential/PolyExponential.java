package mezzotint.schedule.polyexponential;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A power of an even ramp in the logarithm of the level; at 1 it is the exponential schedule. */
@Component
@Plugin(id = "polyexponential", label = "Polyexponential", source = "https://github.com/crowsonkb/k-diffusion")
public final class PolyExponential implements Schedule<PolyExponential.Params> {

    public record Params(
            @Param(label = "Rho", help = "Above 1 takes more of the steps near the picture.", min = 0.1, max = 30, step = 0.1, infotext = "Schedule rho")
            double rho) {

        public Params() {
            this(1);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        double log = Math.log(levels.min());
        double range = Math.log(levels.max()) - log;
        return Ramp.toZero(steps, i -> Math.exp(log + range * Math.pow(Ramp.even(1, 0, i, steps), params.rho())));
    }
}
