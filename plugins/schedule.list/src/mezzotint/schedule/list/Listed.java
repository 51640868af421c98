package mezzotint.schedule.list;

import java.util.Arrays;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/**
 * Levels or timesteps that the user lists, highest first; the number of steps is theirs, and 0 comes after them. For other numbers of
 * steps than are listed they are spread log-linearly.
 */
@Component
@Plugin(id = "list", label = "List", source = "https://github.com/vladmandic/sdnext")
public final class Listed implements Schedule<Listed.Params> {

    public record Params(
            @Param(label = "Values", help = "Falling, with commas between; a last 0 may be there.") String values,
            @Param(label = "Timesteps", help = "Whether they are timesteps of the model, 999 and below, and no levels.") boolean timesteps) {

        public Params() {
            this("999, 850, 736, 645, 545, 455, 343, 233, 124, 24", true);
        }
    }

    @Override
    public double[] sigmas(int steps, Levels levels, Params params) {
        double[] listed = read(levels, params);
        if (listed.length == 1 && steps > 1) {
            throw Problem.invalid("the list has one level for " + steps + " steps", "list two at least");
        }
        double[] logs = Arrays.stream(listed).map(Math::log).toArray();
        return Ramp.toZero(steps, i -> {
            double at = Ramp.even(0, logs.length - 1, i, steps);
            int low = Math.max(0, Math.min((int) at, logs.length - 2));
            return steps == logs.length ? listed[i] : Math.exp(logs[low] + (logs[low + 1] - logs[low]) * (at - low));
        });
    }

    private static double[] read(Levels levels, Params params) {
        try {
            double[] all = Arrays.stream(params.values().split("[,\\s]+")).filter(word -> !word.isEmpty()).mapToDouble(Double::parseDouble).toArray();
            double[] above = all.length > 1 && all[all.length - 1] == 0 && !params.timesteps() ? Arrays.copyOf(all, all.length - 1) : all;
            double[] found = params.timesteps() ? Arrays.stream(above).map(levels::sigma).toArray() : above;
            for (int i = 0; i < found.length; i++) {
                if (!(found[i] > 0) || i > 0 && found[i] >= found[i - 1]) {
                    throw Problem.invalid("value " + (i + 1) + " of the list is no level below the one before", "list falling numbers above 0");
                }
            }
            if (found.length > 0) {
                return found;
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid("the list of levels has no numbers: " + params.values(), "write them as 14.6, 6.5, 3.9");
        }
        throw Problem.invalid("the list of levels is empty", "write them as 14.6, 6.5, 3.9");
    }
}
