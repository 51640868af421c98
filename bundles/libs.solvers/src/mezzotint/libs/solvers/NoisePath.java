package mezzotint.libs.solvers;

import mezzotint.diffusion.Noise;
import mezzotint.tensor.Tensor;

/**
 * The noise of one step of a stochastic equation, along its stages: that of a later one is that of the earlier, decayed, and some more.
 * For latents that hold the whole picture.
 */
public final class NoisePath {

    private final double start;
    private final Noise noise;
    private final double eta;
    private final double strength;
    private double level;
    private Tensor gathered;

    /** @param sigma level at the start of the step. @param eta share of fresh noise; 0 adds none. @param strength of the noise */
    public NoisePath(double sigma, Noise noise, double eta, double strength) {
        this.start = sigma;
        this.level = sigma;
        this.noise = noise;
        this.eta = eta;
        this.strength = strength;
    }

    /** What is left of the latent at a level, without the noise: the rest is picture. */
    public double kept(double sigma) {
        return Math.pow(sigma / start, 1 + eta);
    }

    /** A latent at a level, with its noise; levels fall from call to call. */
    public Tensor reached(Tensor x, double sigma) {
        if (eta <= 0 || strength <= 0) {
            return x;
        }
        double decay = Math.pow(sigma / level, eta);
        Tensor fresh = noise.between(level, sigma).times(Math.sqrt(1 - decay * decay));
        gathered = gathered == null ? fresh : gathered.times(decay).plus(fresh);
        level = sigma;
        return x.plus(gathered.times(sigma * strength));
    }
}
