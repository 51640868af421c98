package mezzotint.schedule.normal;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Even in the timesteps between those of the highest and the lowest level, both taken. It differs from
 * {@code uniform} where a model's levels do not fill its clock.
 */
@Component
@Plugin(id = "normal", label = "Normal", source = "https://github.com/comfyanonymous/ComfyUI")
public final class Normal implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        return Ramp.toZero(steps, i -> levels.sigma(Ramp.even(levels.timestep(levels.max()), levels.timestep(levels.min()), i, steps)));
    }
}
