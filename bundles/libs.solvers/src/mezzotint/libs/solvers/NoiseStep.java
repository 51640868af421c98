package mezzotint.libs.solvers;

import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/**
 * One step of DPM-Solver, in the noise that the denoiser sees: Lu et al. (2022), algorithms 1 and 2, for latents that hold the whole
 * picture. Its orders share their calls, so that the difference of two of them tells the error.
 */
public final class NoiseStep {

    private final Denoiser model;
    private final Tensor x;
    private final double sigma;
    private final double next;
    private final double length;
    private final Tensor noise;
    private double where;
    private Tensor within;

    /** Calls the denoiser once. @param next level at the end, greater than 0 */
    public NoiseStep(Denoiser model, Tensor x, double sigma, double next) {
        this.model = model;
        this.x = x;
        this.sigma = sigma;
        this.next = next;
        this.length = Math.log(sigma / next);
        this.noise = noise(x, sigma);
    }

    /** First order, without another call. */
    public Tensor first() {
        return straight(1);
    }

    /** Second order, with one more call. @param at part of the step, in the logarithm of the level, at which that looks */
    public Tensor second(double at) {
        return straight(1).minus(within(at).minus(noise).times(next * Math.expm1(length) / (2 * at)));
    }

    /** Third order, with two more calls, at a third and two thirds of the step. */
    public Tensor third() {
        double at = 2.0 / 3;
        double bend = level(at) * 2 * (Math.expm1(at * length) / (at * length) - 1);
        Tensor further = straight(at).minus(within(1.0 / 3).minus(noise).times(bend));
        Tensor there = noise(further, level(at));
        return straight(1).minus(there.minus(noise).times(next / at * (Math.expm1(length) / length - 1)));
    }

    private Tensor within(double at) {
        if (within == null || where != at) {
            where = at;
            within = noise(straight(at), level(at));
        }
        return within;
    }

    private Tensor straight(double at) {
        return x.minus(noise.times(level(at) * Math.expm1(at * length)));
    }

    private double level(double at) {
        return sigma * Math.exp(-at * length);
    }

    private Tensor noise(Tensor latent, double level) {
        return latent.minus(model.denoise(latent, level)).over(level);
    }
}
