package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Map;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for every source of noise. */
public interface NoiseSourceContract<P extends Record> extends PluginContract {

    NoiseSource<P> source();

    @Override
    default Hook<?> plugin() {
        return source();
    }

    @Test
    default void givesAPictureTheSameNoiseInAnyBatch() {
        Noise both = noise(7, 8);
        Noise second = noise(8);
        assertArrayEquals(second.next().toArray(), both.next().rows(1, 2).toArray());
        assertArrayEquals(second.next().toArray(), both.next().rows(1, 2).toArray());
        assertArrayEquals(second.between(9, 2).toArray(), both.between(9, 2).rows(1, 2).toArray());
    }

    @Test
    default void givesEverySeedAndEveryCallItsOwn() {
        Noise noise = noise(7);
        float[] first = noise.next().toArray();
        assertFalse(Arrays.equals(first, noise.next().toArray()), "the second call gives what the first gave");
        assertFalse(Arrays.equals(first, noise(8).next().toArray()), "seed 8 gives what seed 7 gives");
    }

    @Test
    default void sumsTheNoiseOfPartsToThatOfTheStep() {
        float[] whole = noise(3).between(9, 2).times(Math.sqrt(7)).toArray();
        float[] parts = noise(3).between(9, 5).times(2).plus(noise(3).between(5, 2).times(Math.sqrt(3))).toArray();
        assertArrayEquals(whole, parts, 1e-4f);
    }

    @Test
    default void hasUnitVariance() {
        Noise noise = noise(1, 2, 3, 4);
        assertEquals(1, noise.next().rms(), 0.05);
        assertEquals(1, noise.between(3, 0.5).rms(), 0.05);
    }

    private Noise noise(long... seeds) {
        NoiseSource<P> source = source();
        return source.noise(seeds, new int[] {seeds.length, 4, 16, 16}, new double[] {14, 9, 5, 3, 2, 0.5, 0.1, 0}, Parameters.of(source, Map.of()));
    }
}
