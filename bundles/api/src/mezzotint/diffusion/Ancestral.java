package mezzotint.diffusion;

import mezzotint.tensor.Tensor;

/**
 * Splits a step in two: down to a level below the next one, and up again by fresh noise, which adds up as variances do.
 *
 * <p>It is the step of DDPM and, at an eta below 1, of DDIM (Song et al., 2020, equation 16), written
 * for latents of the variance-exploding kind; for those of a flow, which lose some of the picture on the way up, it is ComfyUI's.
 *
 * @param down the level to step down to
 * @param keep what the latent is multiplied by on the way up: 1 where it keeps the whole picture
 * @param up standard deviation of the noise to add
 */
public record Ancestral(double down, double keep, double up) {

    /** For latents that hold the whole picture; next&sup2; = down&sup2; + up&sup2;. @param eta share of fresh noise: 0 adds none, 1 as much as DDPM */
    public static Ancestral split(double sigma, double next, double eta) {
        double share = next / sigma;
        double up = Math.min(next, eta * next * Math.sqrt(1 - share * share));
        return new Ancestral(Math.sqrt(next * next - up * up), 1, up);
    }

    /** For the latents of a model. */
    public static Ancestral split(Denoiser model, double sigma, double next, double eta) {
        if (model.alpha(sigma) == 1) {
            return split(sigma, next, eta);
        }
        double down = next * (1 + (next / sigma - 1) * eta);
        double keep = model.alpha(next) / model.alpha(down);
        return new Ancestral(down, keep, Math.sqrt(Math.max(0, next * next - down * down * keep * keep)));
    }

    /** The way up. @param strength of the noise: 1 for as much as the level says */
    public Tensor raised(Tensor x, Noise noise, double strength) {
        return up == 0 ? x : x.times(keep).plus(noise.next().times(up * strength));
    }
}
