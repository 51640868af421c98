package mezzotint.adapter.lora;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;

/**
 * What becomes of one weight, being drawn. A matrix here is [out, in x height x width]: a convolution is added to as a matrix too.
 *
 * @param weight name of the value as it is
 * @param shape of the weight
 */
record LayerDrawing(Revision revision, Layer layer, String prefix, String weight, int[] shape) {

    /** A tensor of the adapter. */
    String tensor(String role) {
        return revision.weight(prefix + layer.tensors().get(role), layer.shape(role));
    }

    /** A tensor of the adapter as a matrix. */
    String matrix(String role) {
        return flat(tensor(role), layer.shape(role).length);
    }

    /** The weight as a matrix. */
    String matrix() {
        return flat(weight, shape.length);
    }

    private String flat(String value, int axes) {
        return axes == 2 ? value : rearrange(value, axes < 2 ? "a -> a 1" : letters(axes) + " -> a (" + letters(axes).substring(1) + ")");
    }

    /** The letters a, b, .. for so many axes. */
    private static String letters(int axes) {
        return IntStream.range(0, axes).mapToObj(i -> String.valueOf((char) ('a' + i))).collect(Collectors.joining(" "));
    }

    String rearrange(String value, String pattern, Object... lengths) {
        var attributes = new ArrayList<Object>(List.of("pattern", pattern));
        attributes.addAll(Arrays.asList(lengths));
        return revision.node(Op.REARRANGE, List.of(value), attributes.toArray());
    }

    String transposed(String matrix) {
        return rearrange(matrix, "a b -> b a");
    }

    /** a b */
    String product(String a, String b) {
        return linear(a, transposed(b));
    }

    /** a times the transpose of b. */
    String linear(String a, String b) {
        return revision.node(Op.LINEAR, List.of(a, b));
    }

    String sum(String a, String b) {
        return revision.node(Op.ADD, List.of(a, b));
    }

    String times(String a, String b) {
        return revision.node(Op.MULTIPLY, List.of(a, b));
    }

    String times(String a, double factor) {
        return revision.node(Op.SCALE, List.of(a), "factor", factor);
    }

    /** Each row divided by the root of its mean square. */
    String normal(String matrix, double epsilon) {
        return revision.node(Op.RMS_NORM, List.of(matrix), "epsilon", epsilon);
    }

    /**
     * A core of four axes multiplied from both sides, in the manner of Tucker (1966).
     *
     * @param core [n, m, height, width]
     * @param up [out, n]
     * @param down [m, in]
     */
    String tucker(String core, String up, String down) {
        String right = linear(rearrange(core, "n m h w -> n h w m"), transposed(down));
        return rearrange(linear(rearrange(right, "n h w i -> i h w n"), up), "i h w o -> o (i h w)");
    }

    /** A matrix, or a value that has them already, in all axes of the weight; it is refused if they are not of these lengths. */
    String shaped(String matrix, boolean flat) {
        String axes = letters(shape.length);
        String from = flat && shape.length > 1 ? "a (" + axes.substring(1) + ")" : axes;
        var lengths = new ArrayList<Object>();
        for (int i = 0; i < shape.length; i++) {
            lengths.add(String.valueOf((char) ('a' + i)));
            lengths.add(shape[i]);
        }
        return rearrange(matrix, from + " -> " + axes, lengths.toArray());
    }
}
