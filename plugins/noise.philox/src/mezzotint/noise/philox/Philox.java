package mezzotint.noise.philox;

import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.libs.noise.SeededNoise;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The noise PyTorch makes on an NVIDIA GPU: Philox 4x32-10 of Salmon et al. (2011). */
@Component
@Plugin(id = "philox", label = "NV (Philox)", aliases = {"nv", "gpu"}, source = "https://doi.org/10.1145/2063384.2063405")
public final class Philox implements NoiseSource<SeedVariation> {

    @Override
    public Noise noise(long[] seeds, int[] shape, double[] sigmas, SeedVariation params) {
        return new SeededNoise(seed -> new PhiloxGenerator(seed)::randn, seeds, shape, sigmas, params);
    }

    @Override
    public long seed(long first, int picture, SeedVariation params) {
        return params.seed(first, picture);
    }
}
