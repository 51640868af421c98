package mezzotint.schedule.alignyoursteps;

import java.util.Arrays;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * Levels that were found for a model by the error of their steps: Sabour et al. (2024), in ten steps; for other numbers of steps log-linear
 * between them. They are the same whatever levels the model has.
 */
@Component
@Plugin(id = "alignyoursteps", label = "Align Your Steps", aliases = {"align_your_steps", "AYS", "ays"}, source = "https://arxiv.org/abs/2404.14507")
public final class AlignYourSteps implements Schedule<AlignYourSteps.Params> {

    /** The model that they were found for. */
    public enum Model {
        SD15(14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029),
        SDXL(14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029),
        SVD(700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002);

        private final double[] levels;

        Model(double... levels) {
            this.levels = levels;
        }
    }

    public record Params(@Param(label = "Model", help = "The model that the levels were found for.") Model model) {

        public Params() {
            this(Model.SD15);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        double[] logs = Arrays.stream(params.model().levels).map(Math::log).toArray();
        return Ramp.toZero(steps, i -> {
            double at = Ramp.even(0, logs.length - 1, i, steps);
            int low = Math.min((int) at, logs.length - 2);
            return Math.exp(logs[low] + (logs[low + 1] - logs[low]) * (at - low));
        });
    }
}
