package mezzotint.diffusion;

import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns seeds into noise, as a certain random generator does. */
@ConsumerType
public interface NoiseSource<P extends Record> extends Hook<P> {

    /**
     * @param seeds one for each picture of the batch; the noise of a picture depends on its own alone
     * @param shape of the latent, [batch, channels, height, width]
     * @param sigmas the levels of the walk
     */
    Noise noise(long[] seeds, int[] shape, double[] sigmas, P params);
}
