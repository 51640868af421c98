package mezzotint.libs.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SeedVariationTest {

    private static final LongFunction<Normals> GENERATORS = seed -> {
        var random = new Random(seed);
        return count -> {
            float[] out = new float[count];
            for (int i = 0; i < count; i++) {
                out[i] = (float) random.nextGaussian();
            }
            return out;
        };
    };

    @Test
    void aBatchKeepsItsSeedAndCountsTheVariationUp() {
        var variation = new SeedVariation(5, 0.4, 0, 0, 0);
        assertEquals(9, variation.seed(9, 1));
        assertEquals(10, new SeedVariation().seed(9, 1));
        Tensor second = start(new SeedVariation(6, 0.4, 0, 0, 0), 9);
        assertArrayEquals(second.toArray(), start(variation, 9, 9).rows(1, 2).toArray());
    }

    @Test
    void theEtaSeedDeltaSparesTheFirstNoiseAndShiftsTheRest() {
        var shifted = new SeededNoise(GENERATORS, new long[] {3}, new int[] {1, 2, 4, 4}, new double[] {1}, new SeedVariation(0, 0, 0, 0, 100));
        assertArrayEquals(start(new SeedVariation(), 3).toArray(), shifted.next().toArray());
        assertArrayEquals(start(new SeedVariation(), 103).toArray(), shifted.next().toArray());
    }

    @Test
    void aSizeHasTwoSides() {
        Problem problem = assertThrows(Problem.class, () -> Parameters.read(SeedVariation.class, Map.of("fromWidth", 512)));
        assertEquals("the seed is resized from 512x0", problem.getMessage());
    }

    private static Tensor start(SeedVariation variation, long... seeds) {
        return new SeededNoise(GENERATORS, seeds, new int[] {seeds.length, 2, 4, 4}, new double[] {1}, variation).next();
    }
}
