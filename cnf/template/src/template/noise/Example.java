package template.noise;

import java.util.SplittableRandom;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.noise.Normals;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.libs.noise.SeededNoise;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The noise of Java's own generator; the Brownian path over it is that of {@code libs.noise}. */
@Component
@Plugin(id = "example", label = "Example", source = "https://doi.org/10.1145/2714064.2660195")
public final class Example implements NoiseSource<SeedVariation> {

    @Override
    public Noise noise(long[] seeds, int[] shape, double[] sigmas, SeedVariation variation) {
        return new SeededNoise(Example::normals, seeds, shape, sigmas, variation);
    }

    @Override
    public long seed(long first, int picture, SeedVariation variation) {
        return variation.seed(first, picture);
    }

    private static Normals normals(long seed) {
        var random = new SplittableRandom(seed);
        return count -> {
            float[] out = new float[count];
            for (int i = 0; i < count; i++) {
                out[i] = (float) random.nextGaussian();
            }
            return out;
        };
    }
}
