package mezzotint.schedule.ddim;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Whole timesteps at a whole distance, counted up from 1: the levels DDIM was published with. Where
 * the steps do not divide the model's clock it makes a few more of them; the highest level is never met.
 */
@Component
@Plugin(id = "ddim", label = "DDIM", aliases = "ddim_uniform", source = "https://arxiv.org/abs/2010.02502")
public final class Ddim implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        int stride = Math.max(levels.count() / steps, 1);
        int count = (levels.count() - 2) / stride + 1;
        return Ramp.toZero(count, i -> levels.sigma(1 + (count - 1 - i) * stride));
    }
}
