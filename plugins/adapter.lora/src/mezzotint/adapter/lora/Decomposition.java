package mezzotint.adapter.lora;

import java.util.Arrays;

/**
 * DoRA: what the rows or columns of a changed weight are as long as is learned by itself (Liu et al., 2024). Kohya's and LyCORIS' files have a
 * length for each input, or for each output; PEFT's for each output.
 */
final class Decomposition {

    static final String LENGTHS = "dora_scale";
    /** Small beside the square of any weight; a row of zeros stays one. */
    private static final double EPSILON = 1e-12;

    private Decomposition() {}

    /** @param changed the weight with what is added to it */
    static String of(LayerDrawing draw, String changed) {
        int[] shape = draw.shape();
        int[] lengths = draw.layer().shape(LENGTHS);
        boolean outputs = shape.length < 2 || lengths.length < 2 || lengths[0] == shape[0];
        int rows = outputs ? shape[0] : shape[1];
        int width = Arrays.stream(shape).reduce(1, Math::multiplyExact) / rows;
        String kernel = shape.length == 4 ? " h w" : "";
        String whole = shape.length < 2 ? "o" : "o i" + kernel;
        String matrix = outputs ? whole.length() == 1 ? "o 1" : "o (i" + kernel + ")" : "i (o" + kernel + ")";
        String unit = draw.times(draw.normal(draw.rearrange(changed, whole + " -> " + matrix), EPSILON), 1 / Math.sqrt(width));
        String ones = outputs ? "n" + " 1".repeat(Math.max(0, lengths.length - 1)) : "1 n" + " 1".repeat(Math.max(0, lengths.length - 2));
        String scaled = draw.times(unit, draw.rearrange(draw.tensor(LENGTHS), ones + " -> n 1", "n", rows));
        Object[] sizes = shape.length == 4 ? new Object[] {"h", shape[2], "w", shape[3]} : new Object[0];
        return draw.rearrange(scaled, matrix + " -> " + whole, sizes);
    }
}
