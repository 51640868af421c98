package mezzotint.schedule.exponential;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Even in the logarithm of the level: each is the same fraction of the one before. */
@Component
@Plugin(id = "exponential", label = "Exponential", aliases = {"exp", "lambdas"}, source = "https://github.com/crowsonkb/k-diffusion")
public final class Exponential implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        return Ramp.toZero(steps, i -> Math.exp(Ramp.even(Math.log(levels.max()), Math.log(levels.min()), i, steps)));
    }
}
