package mezzotint.schedule.simple;

import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Whole timesteps at even distances, counted down from the highest level. */
@Component
@Plugin(id = "simple", label = "Simple", source = "https://github.com/comfyanonymous/ComfyUI")
public final class Simple implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        // More steps than timesteps would meet some of them again.
        int[] falling = IntStream.range(0, steps).map(i -> levels.count() - 1 - (int) (i * ((double) levels.count() / steps))).distinct().toArray();
        return Ramp.toZero(falling.length, i -> levels.sigma(falling[i]));
    }
}
