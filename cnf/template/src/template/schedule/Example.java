package template.schedule;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A bent line through the logarithms of the levels: k-diffusion's get_sigmas_polyexponential. */
@Component
@Plugin(id = "example", label = "Example", source = "https://github.com/crowsonkb/k-diffusion")
public final class Example implements Schedule<Example.Params> {

    public record Params(
            @Param(label = "Bend", help = "Above 1 more of the steps are near the picture.", min = 0.1, max = 4, step = 0.1) double rho) {

        public Params() {
            this(1.5);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        double last = Math.log(levels.min());
        double range = Math.log(levels.max()) - last;
        return Ramp.toZero(steps, i -> Math.exp(Math.pow(Ramp.even(1, 0, i, steps), params.rho()) * range + last));
    }
}
