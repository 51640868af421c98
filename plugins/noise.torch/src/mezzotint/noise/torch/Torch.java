package mezzotint.noise.torch;

import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.libs.noise.SeededNoise;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The noise PyTorch makes on the CPU, so that a seed gives the picture it gives elsewhere. */
@Component
@Plugin(id = "torch", label = "PyTorch CPU", aliases = "CPU", source = "https://pytorch.org/docs/stable/notes/randomness.html")
public final class Torch implements NoiseSource<SeedVariation> {

    @Override
    public Noise noise(long[] seeds, int[] shape, double[] sigmas, SeedVariation params) {
        return new SeededNoise(seed -> new TorchGenerator(seed)::randn, seeds, shape, sigmas, params);
    }

    @Override
    public long seed(long first, int picture, SeedVariation params) {
        return params.seed(first, picture);
    }
}
