package mezzotint.noise.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mezzotint.diffusion.Noise;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.plugin.Hook;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.Test;

class TorchTest implements PluginContract {

    @Override
    public Hook<?> plugin() {
        return new Torch();
    }

    @Test
    void givesAPictureTheSameNoiseInAnyBatch() {
        Noise both = noise(7, 8);
        Noise second = noise(8);
        assertArrayEquals(second.next().toArray(), both.next().rows(1, 2).toArray());
        assertArrayEquals(second.next().toArray(), both.next().rows(1, 2).toArray());
        assertArrayEquals(second.between(9, 2).toArray(), both.between(9, 2).rows(1, 2).toArray());
    }

    @Test
    void sumsTheNoiseOfPartsToThatOfTheStep() {
        float[] whole = noise(3).between(9, 2).times(Math.sqrt(7)).toArray();
        float[] parts = noise(3).between(9, 5).times(2).plus(noise(3).between(5, 2).times(Math.sqrt(3))).toArray();
        assertArrayEquals(whole, parts, 1e-5f);
    }

    @Test
    void hasUnitVariance() {
        Noise noise = noise(1, 2, 3, 4);
        assertEquals(1, noise.next().rms(), 0.05);
        assertEquals(1, noise.between(3, 0.5).rms(), 0.05);
    }

    private static Noise noise(long... seeds) {
        return new Torch().noise(seeds, new int[] {seeds.length, 4, 16, 16}, new double[] {14, 3, 0.1, 0}, new SeedVariation());
    }
}
