package mezzotint.diffusion;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The noise levels a model was trained on, and its own clock over them: timesteps from 0 (almost
 * clean) to {@code count() - 1} (almost noise), whole or in between.
 */
@ConsumerType
public interface Levels {

    /** Number of timesteps, 1000 for Stable Diffusion. */
    int count();

    /** The level at a timestep; between two of them log-linear. */
    double sigma(double timestep);

    /** The timestep of a level: the inverse of {@link #sigma}, held within the clock. */
    double timestep(double sigma);

    /** The share of the clean picture in a latent at a level: see {@link Denoiser#alpha}. */
    default double alpha(double sigma) {
        return 1;
    }

    /** Lowest level, greater than 0. */
    default double min() {
        return sigma(0);
    }

    /** Highest level. */
    default double max() {
        return sigma(count() - 1);
    }
}
