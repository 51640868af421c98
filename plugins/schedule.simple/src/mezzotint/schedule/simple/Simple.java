package mezzotint.schedule.simple;

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
        return Ramp.toZero(steps, i -> levels.sigma(levels.count() - 1 - (int) (i * ((double) levels.count() / steps))));
    }
}
