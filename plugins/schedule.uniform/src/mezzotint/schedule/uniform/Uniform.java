package mezzotint.schedule.uniform;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Even in the timesteps of the model, both ends taken: k-diffusion's own. */
@Component
@Plugin(id = "uniform", label = "Uniform", aliases = "linspace", source = "https://github.com/crowsonkb/k-diffusion")
public final class Uniform implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        return Ramp.toZero(steps, i -> levels.sigma(Ramp.even(levels.count() - 1, 0, i, steps)));
    }
}
