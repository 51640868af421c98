package mezzotint.diffusion;

/**
 * Splits a step in two: down to a level below the next one, and up again by fresh noise. The two
 * add up as variances: next&sup2; = down&sup2; + up&sup2;.
 *
 * <p>It is the step of DDPM and, at an eta below 1, of DDIM (Song et al., 2020, equation 16), written
 * for latents of the variance-exploding kind.
 *
 * @param down the level to step down to
 * @param up standard deviation of the noise to add
 */
public record Ancestral(double down, double up) {

    /** @param eta share of fresh noise: 0 adds none, 1 as much as DDPM */
    public static Ancestral split(double sigma, double next, double eta) {
        double share = next / sigma;
        double up = Math.min(next, eta * next * Math.sqrt(1 - share * share));
        return new Ancestral(Math.sqrt(next * next - up * up), up);
    }
}
