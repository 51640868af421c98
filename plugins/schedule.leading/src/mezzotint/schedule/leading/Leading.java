package mezzotint.schedule.leading;

import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Whole timesteps at a whole distance, counted up from an offset, so that the highest level is never met: as diffusers has it for models
 * of the first generations.
 */
@Component
@Plugin(id = "leading", label = "Leading", source = "https://huggingface.co/docs/diffusers/api/schedulers/overview")
public final class Leading implements Schedule<Leading.Params> {

    public record Params(@Param(label = "Offset", help = "The lowest timestep.", min = 0, max = 10) int offset) {

        public Params() {
            this(1);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        int stride = Math.max(levels.count() / steps, 1);
        int count = Math.min(steps, levels.count());
        // An offset may put the highest of them beyond the clock.
        int[] falling = IntStream.range(0, count).map(i -> Math.min(levels.count() - 1, (count - 1 - i) * stride + params.offset())).distinct().toArray();
        return Ramp.toZero(falling.length, i -> levels.sigma(falling[i]));
    }
}
