package mezzotint.diffusion;

import mezzotint.plugin.Param;
import mezzotint.tensor.Tensor;

/**
 * Raises the noise level a little before each step, so that later steps can mend the errors of
 * earlier ones: Karras et al. (2022), algorithm 2. These are also the parameters of the samplers
 * that do so.
 */
public record Churn(
        @Param(label = "Churn", help = "Noise added over the whole walk; 0 adds none.", min = 0, max = 100, infotext = "Sigma churn") double churn,
        @Param(label = "Churn from", help = "Lowest noise level at which noise is added.", min = 0, max = 1e6, infotext = "Sigma tmin") double tmin,
        @Param(label = "Churn to", help = "Highest noise level at which noise is added; 0 for no limit.", min = 0, max = 1e6, infotext = "Sigma tmax") double tmax,
        @Param(label = "Churn noise", help = "Strength of the added noise; a little above 1 keeps detail.", min = 0, max = 2, infotext = "Sigma noise") double noise) {

    /** A latent and its noise level. */
    public record Stirred(Tensor x, double sigma) {}

    /** No churn. */
    public Churn() {
        this(0, 0, 0, 1);
    }

    /** @param steps number of steps of the walk, among which the churn is shared out */
    public Stirred stir(Tensor x, double sigma, int steps, Noise source) {
        if (churn == 0) {
            return new Stirred(x, sigma);
        }
        // Drawn even where the level is out of bounds: the next step gets the same noise either way.
        Tensor fresh = source.next();
        if (sigma < tmin || tmax > 0 && sigma > tmax) {
            return new Stirred(x, sigma);
        }
        double raised = sigma * (1 + Math.min(churn / steps, Math.sqrt(2) - 1));
        return new Stirred(x.plus(fresh.times(noise * Math.sqrt(raised * raised - sigma * sigma))), raised);
    }
}
