package mezzotint.noise.philox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import mezzotint.diffusion.Noise;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.plugin.Hook;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.Test;

class PhiloxTest implements PluginContract {

    @Override
    public Hook<?> plugin() {
        return new Philox();
    }

    @Test
    void givesAPictureTheSameNoiseInAnyBatch() {
        Noise both = new Philox().noise(new long[] {7, 8}, new int[] {2, 4, 8, 8}, new double[] {9, 1}, new SeedVariation());
        Noise second = new Philox().noise(new long[] {8}, new int[] {1, 4, 8, 8}, new double[] {9, 1}, new SeedVariation());
        assertArrayEquals(second.next().toArray(), both.next().rows(1, 2).toArray());
        assertArrayEquals(second.between(9, 2).toArray(), both.between(9, 2).rows(1, 2).toArray());
    }
}
