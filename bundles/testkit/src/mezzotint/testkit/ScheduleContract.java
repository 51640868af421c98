package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for every schedule, on the levels of Stable Diffusion. */
public interface ScheduleContract<P extends Record> extends PluginContract {

    Levels LEVELS = new LevelTable(scaledLinear(1000));

    Schedule<P> schedule();

    @Override
    default Hook<?> plugin() {
        return schedule();
    }

    @Test
    default void fallsToZero() {
        for (int steps : new int[] {1, 2, 3, 7, 10, 20, 50, 150, 999, 1000, 1001}) {
            double[] sigmas = sigmas(steps);
            assertTrue(sigmas.length >= 2, steps + " steps give no level");
            assertTrue(sigmas[0] <= LEVELS.max() * (1 + 1e-4), "the first level is above the model's: " + sigmas[0]);
            for (int i = 1; i < sigmas.length; i++) {
                assertTrue(sigmas[i] < sigmas[i - 1], "level " + i + " of " + steps + " steps does not fall: " + sigmas[i]);
            }
            assertEquals(0, sigmas[sigmas.length - 1], "the last level");
        }
    }

    @Test
    default void makesAboutAsManyStepsAsAsked() {
        for (int steps : new int[] {1, 10, 20, 30}) {
            assertEquals(steps, sigmas(steps).length - 1, Math.max(0, steps / 10.0));
        }
    }

    private double[] sigmas(int steps) {
        return sigmas(schedule(), steps);
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> double[] sigmas(Schedule<P> schedule, int steps) {
        return schedule.sigmas(steps, LEVELS, Parameters.defaults((Class<P>) Parameters.type(schedule)));
    }

    /** Betas whose roots are evenly spaced, as Stable Diffusion was trained with. */
    private static double[] scaledLinear(int count) {
        double first = Math.sqrt(0.00085);
        double last = Math.sqrt(0.012);
        double[] alphas = new double[count];
        double product = 1;
        for (int i = 0; i < count; i++) {
            double root = first + (last - first) * i / (count - 1);
            product *= 1 - root * root;
            alphas[i] = product;
        }
        return alphas;
    }
}
