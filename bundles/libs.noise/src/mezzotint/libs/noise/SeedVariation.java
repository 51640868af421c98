package mezzotint.libs.noise;

import mezzotint.plugin.Param;
import mezzotint.plugin.Problem;

/**
 * How seeds become the noise that pictures start from, as users of AUTOMATIC1111 set it. With a variation, the pictures of a batch
 * share their seed and differ in the seed of the variation, which counts up.
 */
public record SeedVariation(
        @Param(label = "Variation seed", min = 0, help = "The seed towards whose noise the picture's own is turned.") long variationSeed,
        @Param(label = "Variation strength", min = 0, max = 1, step = 0.01, help = "0 is the seed's own picture, 1 that of the variation seed.")
        double variationStrength,
        @Param(label = "Resize seed from width", min = 0, max = 4096, step = 8, unit = "px",
                help = "Keeps in the middle what the seed gives at this size; 0 for off.") int fromWidth,
        @Param(label = "Resize seed from height", min = 0, max = 4096, step = 8, unit = "px",
                help = "Keeps in the middle what the seed gives at this size; 0 for off.") int fromHeight,
        @Param(label = "Eta noise seed delta", help = "Added to the seed of the noise that samplers add; 31337 in some programs.") long etaSeedDelta) {

    /** Pixels to one cell of the latent, along each side. */
    private static final int CELL = 8;

    /** Nothing varied. */
    public SeedVariation() {
        this(0, 0, 0, 0, 0);
    }

    public SeedVariation {
        if ((fromWidth >= CELL) != (fromHeight >= CELL)) {
            throw Problem.invalid("the seed is resized from " + fromWidth + "x" + fromHeight, "set both sides to at least " + CELL + ", or both to 0");
        }
    }

    /** The seed of a picture of a batch that begins with the given one. */
    public long seed(long first, int picture) {
        return variationStrength == 0 ? first + picture : first;
    }

    /** The shape of the noise that the seed gives, for a latent [channels, height, width]. */
    int[] origin(int[] latent) {
        return fromWidth < CELL ? latent.clone() : new int[] {latent[0], fromHeight / CELL, fromWidth / CELL};
    }
}
