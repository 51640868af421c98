package mezzotint.diffusion;

import mezzotint.plugin.Param;

/** The parameters of samplers that add fresh noise in each step. */
public record FreshNoise(
        @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
        @Param(label = "Noise", help = "Strength of the fresh noise; a little above 1 keeps detail.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise")
        double noise) {

    /** As much as the level takes. */
    public FreshNoise() {
        this(1, 1);
    }

    /** Whether any is added. */
    public boolean isAdded() {
        return eta > 0 && noise > 0;
    }
}
