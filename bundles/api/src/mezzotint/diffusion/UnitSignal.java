package mezzotint.diffusion;

import mezzotint.tensor.Tensor;

/**
 * A walk in latents that hold the whole picture: x divided by its alpha, at the level sigma / alpha. There a model of a flow is one
 * of noise, x0 + level * n, and what is written for these holds for it: samplers that add noise, or think in the logarithm of the
 * signal-to-noise ratio (Kingma et al., 2021). A walk of a model that is of noise already is left as it is.
 */
public final class UnitSignal implements Denoiser, Noise {

    /** A latent without any picture has no such level; this much of it is taken to be there. */
    private static final double LEAST = 1 / 30000.0;

    /** From where there is no picture at all, every middle is infinitely far: this part of the level is taken. */
    private static final double ALMOST = 0.9999;

    private final Denoiser model;
    private final Noise noise;

    private UnitSignal(Denoiser model, Noise noise) {
        this.model = model;
        this.noise = noise;
    }

    /** What a sampler does between the first level and the last. */
    @FunctionalInterface
    public interface Walk {

        Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise);
    }

    /** The end of a walk, in the model's own latents, as are those that are given. */
    public static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Walk walk) {
        if (model.alpha(sigmas[0]) == 1) {
            return walk.sample(model, x, sigmas, noise);
        }
        var unit = new UnitSignal(model, noise);
        double[] levels = new double[sigmas.length];
        for (int i = 0; i < levels.length; i++) {
            double alpha = model.alpha(sigmas[i]);
            levels[i] = alpha < LEAST ? (1 - LEAST) / LEAST : sigmas[i] / alpha;
        }
        Tensor end = walk.sample(unit, x.over(model.alpha(unit.sigma(levels[0]))), levels, unit);
        return end.times(model.alpha(sigmas[sigmas.length - 1]));
    }

    /** The level of a model's latents in the middle of two others, by the logarithm of the signal-to-noise ratio. */
    public static double middle(Denoiser model, double sigma, double next) {
        double alpha = model.alpha(sigma);
        return alpha == 0 ? sigma * ALMOST : new UnitSignal(model, null).sigma(Math.sqrt(sigma / alpha * (next / model.alpha(next))));
    }

    @Override
    public Tensor denoise(Tensor x, double level) {
        double sigma = sigma(level);
        return model.denoise(x.times(model.alpha(sigma)), sigma);
    }

    @Override
    public Guided guided(Tensor x, double level) {
        double sigma = sigma(level);
        return model.guided(x.times(model.alpha(sigma)), sigma);
    }

    @Override
    public Tensor next() {
        return noise.next();
    }

    @Override
    public Tensor between(double level, double next) {
        return noise.between(sigma(level), sigma(next));
    }

    /** The model's level: found by halving, as alpha may be any function that falls. */
    private double sigma(double level) {
        if (level == 0 || model.alpha(level) == 1) {
            return level;
        }
        double low = 0;
        double high = level;
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return high;
            }
            if (middle >= level * model.alpha(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }
}
