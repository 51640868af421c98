package mezzotint.schedule.sgmuniform;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Even in the timesteps of the model, with the lowest level left out: the last step is as long as the
 * others. Suits models distilled to few steps.
 */
@Component
@Plugin(id = "sgmuniform", label = "SGM Uniform", aliases = "sgm_uniform", source = "https://github.com/Stability-AI/generative-models")
public final class SgmUniform implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        return Ramp.toZero(steps, i -> levels.sigma(Ramp.even(levels.timestep(levels.max()), levels.timestep(levels.min()), i, steps + 1)));
    }
}
