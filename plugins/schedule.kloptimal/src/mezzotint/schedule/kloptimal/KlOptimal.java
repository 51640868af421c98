package mezzotint.schedule.kloptimal;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Even in the angle whose tangent is the level: Sabour et al. (2024), section 3.1, the best for data of unit variance. Both ends are
 * taken, then 0, as in ComfyUI; AUTOMATIC1111 stops at the lowest level, with some noise left.
 */
@Component
@Plugin(id = "kloptimal", label = "KL Optimal", aliases = "kl_optimal", source = "https://arxiv.org/abs/2404.14507")
public final class KlOptimal implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        return Ramp.toZero(steps, i -> Math.tan(Ramp.even(Math.atan(levels.max()), Math.atan(levels.min()), i, steps)));
    }
}
