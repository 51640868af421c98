package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import mezzotint.diffusion.StepHook;
import mezzotint.diffusion.StepHook.Step;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for everything that watches the steps of a walk. */
public interface StepHookContract<P extends Record> extends PluginContract {

    StepHook<P> watcher();

    @Override
    default Hook<?> plugin() {
        return watcher();
    }

    @Test
    default void answersALatentOfTheSameShape() {
        for (int[] shape : new int[][] {{1, 4, 8, 8}, {2, 16, 4, 12}}) {
            for (double sigma : new double[] {80, 14.6, 1, 0.03}) {
                Tensor answer = after(sigma, shape);
                assertArrayEquals(shape, answer.shape());
                assertTrue(answer.isFinite(), "the answer at level " + sigma + " is not finite");
            }
        }
    }

    @Test
    default void answersTheSameTwice() {
        assertArrayEquals(after(3, 1, 4, 8, 8).toArray(), after(3, 1, 4, 8, 8).toArray());
    }

    private Tensor after(double sigma, int... shape) {
        StepHook<P> watcher = watcher();
        Tensor clean = MemoryCheckpoint.random(shape);
        return watcher.after(new Step(0, sigma, clean.times(1 + sigma), clean), Parameters.of(watcher, Map.of()));
    }
}
