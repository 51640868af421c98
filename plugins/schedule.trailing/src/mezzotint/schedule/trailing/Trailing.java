package mezzotint.schedule.trailing;

import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Whole timesteps at even distances, counted down from the end of the model's clock: Lin et al. (2023). Models distilled to few steps, as
 * SDXL Turbo, were trained on these.
 */
@Component
@Plugin(id = "trailing", label = "Trailing", aliases = {"Turbo", "turbo"}, source = "https://arxiv.org/abs/2305.08891")
public final class Trailing implements Schedule<None> {

    @Override
    public double[] sigmas(int steps, Levels levels, None params) {
        double stride = (double) levels.count() / steps;
        // More steps than timesteps would meet some of them again.
        double[] falling = IntStream.range(0, steps).mapToDouble(i -> Math.max(0, Math.rint(levels.count() - i * stride) - 1)).distinct().toArray();
        return Ramp.toZero(falling.length, i -> levels.sigma(falling[i]));
    }
}
