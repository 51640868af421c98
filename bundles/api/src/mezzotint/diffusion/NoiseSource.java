package mezzotint.diffusion;

import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns seeds into noise, as a certain random generator does. */
@ConsumerType
public interface NoiseSource<P extends Record> extends Hook<P> {

    /**
     * @param seeds one for each picture of the batch, as {@link #seed} gives them; the noise of a picture depends on its own seed and its
     *     place in the batch alone
     * @param shape of the latent, [batch, channels, height, width]
     * @param sigmas the levels of the walk
     */
    Noise noise(long[] seeds, int[] shape, double[] sigmas, P params);

    /**
     * The seed of a picture of a batch: each has the next as a rule. A source that tells the pictures of a batch apart in another way
     * may keep the first for all.
     *
     * @param picture its place in the batch, from 0
     */
    default long seed(long first, int picture, P params) {
        return first + picture;
    }
}
