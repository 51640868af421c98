package mezzotint.schedule.lcm;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Timesteps among those that a consistency model was distilled at: Luo et al. (2023), as diffusers picks them.
 */
@Component
@Plugin(id = "lcm", label = "LCM", source = "https://arxiv.org/abs/2310.04378")
public final class Lcm implements Schedule<Lcm.Params> {

    public record Params(@Param(label = "Taught steps", help = "How many steps the model was distilled from.", min = 1, max = 1000) int taught) {

        public Params() {
            this(50);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        int skip = Math.max(levels.count() / params.taught(), 1);
        int count = Math.min(steps, params.taught());
        return Ramp.toZero(count, i -> levels.sigma((params.taught() - (int) ((double) i * params.taught() / count)) * skip - 1));
    }
}
