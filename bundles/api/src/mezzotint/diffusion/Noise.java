package mezzotint.diffusion;

import mezzotint.tensor.Tensor;

/** Seeded noise of unit variance for one walk, of the shape of its latent. */
public interface Noise {

    /**
     * The next values of the seed's stream. The first call is what the walk starts from; samplers
     * that add plain noise (ancestral ones) take the following.
     */
    Tensor next();

    /**
     * Noise for the step from one level to another, from a Brownian path: the same pair of levels
     * gives the same noise, and the noise of a step is the sum of that of its parts, however many
     * steps the walk has. For solvers of stochastic equations.
     */
    Tensor between(double sigma, double next);
}
