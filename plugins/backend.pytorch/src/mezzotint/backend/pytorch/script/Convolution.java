package mezzotint.backend.pytorch.script;

import java.util.Arrays;
import mezzotint.graph.Node;

/**
 * Convolutions by oneDNN, with weights packed once. Those of one pixel are products of matrices,
 * for which MKL is faster; pictures lie channels last, so they need no copy for it.
 */
public final class Convolution implements Emitter {

    /** No attributes of a fused operation: a number list that TorchScript can type. */
    static final String NONE = "annotate(List[Optional[number]], [])";

    @Override
    public String emit(Node node, Script script) {
        if (Marks.has(node, Marks.DOUBLED)) {
            return doubled(node, script);
        }
        if (isProduct(node, script.shape(node.inputs().get(1)))) {
            return product(node, script);
        }
        String bias = bias(node, script);
        return script.isWeight(node.inputs().get(1)) ? pointwise(node, script, bias) : plain(node, script, bias);
    }

    /** Whether oneDNN runs this convolution with a packed weight. */
    public static boolean packs(Node node, Plan plan) {
        return !isProduct(node, plan.shape(node.inputs().get(1))) && Stage.of(plan).get(node.inputs().get(1)) == Stage.WEIGHTS;
    }

    /** Whether this is the product of each pixel with a matrix. */
    public static boolean isProduct(Node node, Plan plan) {
        return isProduct(node, plan.shape(node.inputs().get(1)));
    }

    private static boolean isProduct(Node node, int[] weight) {
        return weight[2] == 1 && weight[3] == 1 && node.integer("stride", 1) == 1 && node.integer("groups", 1) == 1
                && Arrays.stream(node.integers("padding", 4)).allMatch(p -> p == 0);
    }

    private static String bias(Node node, Script script) {
        int weights = node.inputs().size() - (Marks.has(node, Marks.ONTO) ? 1 : 0);
        return weights > 2 ? script.value(node, 2) : "None";
    }

    private static String product(Node node, Script script) {
        int[] shape = script.shape(node.name());
        int[] weight = script.shape(node.inputs().get(1));
        String other = Marks.joins(node) ? rows(script, script.value(node, node.inputs().size() - 1), shape) : null;
        String out = Linear.write(node, script, rows(script, script.value(node, 0), script.shape(node.inputs().get(0))),
                shape[0] * shape[2] * shape[3], "torch.reshape(%s, [" + weight[0] + ", " + weight[1] + "])", other);
        return picture(script, out, shape[0], shape[2], shape[3], shape[1]);
    }

    /** Pictures as rows of pixels, which channels last is a view. */
    private static String rows(Script script, String x, int[] shape) {
        return script.let("torch.reshape(torch.permute(%s, [0, 2, 3, 1]), [%d, %d, %d])", x, shape[0], shape[2] * shape[3], shape[1]);
    }

    /** Pixels in rows, seen as pictures channels last. */
    private static String picture(Script script, String rows, int batch, int height, int width, int channels) {
        return script.let("torch.permute(torch.reshape(%s, [%d, %d, %d, %d]), [0, 3, 1, 2])", rows, batch, height, width, channels);
    }

    private static String pointwise(Node node, Script script, String bias) {
        int[] pad = node.integers("padding", 4);
        String x = script.value(node, 0);
        int[] size = script.shape(node.inputs().get(0)).clone();
        if (pad[0] != pad[2] || pad[1] != pad[3]) {
            x = script.let("torch.constant_pad_nd(%s, [%d, %d, %d, %d], 0)", x, pad[1], pad[3], pad[0], pad[2]);
            size[2] += pad[0] + pad[2];
            size[3] += pad[1] + pad[3];
            pad = new int[4];
        }
        String window = window(pad[0], pad[1], node.integer("stride", 1), node.integer("groups", 1));
        String weight = script.packed(node.inputs().get(1), "%s", layout(window), size);
        if (Marks.has(node, Marks.ONTO)) {
            return script.let("ops.mkldnn._convolution_pointwise_(%s, %s, %s, %s, %s, \"add\", None, None, %s, None)",
                    script.value(node, node.inputs().size() - 1), x, weight, bias, window, NONE);
        }
        return script.let("ops.mkldnn._convolution_pointwise(%s, %s, %s, %s, \"none\", %s, \"\")", x, weight, bias, window, NONE);
    }

    private static String layout(String window) {
        return "ops.mkldnn._reorder_convolution_weight(%s, " + window + ", s)";
    }

    private static String window(int high, int wide, int stride, int groups) {
        return "[%d, %d], [%d, %d], [1, 1], %d".formatted(high, wide, stride, stride, groups);
    }

    private static String plain(Node node, Script script, String bias) {
        int[] pad = node.integers("padding", 4);
        String x = script.let("torch.constant_pad_nd(%s, [%d, %d, %d, %d], 0)", script.value(node, 0), pad[1], pad[3], pad[0], pad[2]);
        int stride = node.integer("stride", 1);
        return script.let("torch.conv2d(%s, %s, %s, [%d, %d], [0, 0], [1, 1], %d)",
                x, script.value(node, 1), bias, stride, stride, node.integer("groups", 1));
    }

    private static String doubled(Node node, Script script) {
        int[] small = script.shape(node.inputs().get(0));
        int out = script.shape(node.name())[1];
        String bias = node.inputs().size() > 2 ? script.packed(node.inputs().get(2), "torch.repeat(%s, [4])") : "None";
        String window = window(1, 1, 1, 1);
        String weight = script.packed(node.inputs().get(1), taps("%1$s"), layout(window), small);
        String four = script.let("ops.mkldnn._convolution_pointwise(%s, %s, %s, %s, \"none\", %s, \"\")",
                script.value(node, 0), weight, bias, window, NONE);
        four = script.let("torch.permute(%s, [0, 2, 3, 1])", four);
        String pixels = "torch.stack([" + row(four, 0, small, out) + ", " + row(four, 1, small, out) + "], 2)";
        return picture(script, script.let(pixels), small[0], 2 * small[2], 2 * small[3], out);
    }

    /** The pixels of even or odd rows, their columns side by side. */
    private static String row(String four, int y, int[] small, int out) {
        return "torch.stack([" + corner(four, y, 0, small, out) + ", " + corner(four, y, 1, small, out) + "], 3)";
    }

    private static String corner(String four, int y, int x, int[] small, int out) {
        int from = (2 * y + x) * out;
        return "torch.slice(torch.slice(torch.slice(%s, 1, %d, %d), 2, %d, %d), 3, %d, %d)"
                .formatted(four, y, small[2] + y, x, small[3] + x, from, from + out);
    }

    /** A 3 x 3 weight as four of 2 x 2: taps that fall on the same small pixel are summed, along each axis. */
    private static String taps(String weight) {
        String upper = fold(weight, 2, 0);
        String lower = fold(weight, 2, 1);
        return "torch.cat([" + String.join(", ", fold(upper, 3, 0), fold(upper, 3, 1), fold(lower, 3, 0), fold(lower, 3, 1)) + "], 0)";
    }

    private static String fold(String weight, int axis, int odd) {
        String first = "torch.slice(%s, %d, 0, 1)".formatted(weight, axis);
        String middle = "torch.slice(%s, %d, 1, 2)".formatted(weight, axis);
        String last = "torch.slice(%s, %d, 2, 3)".formatted(weight, axis);
        return odd == 0 ? "torch.cat([" + first + ", torch.add(" + middle + ", " + last + ")], " + axis + ")"
                : "torch.cat([torch.add(" + first + ", " + middle + "), " + last + "], " + axis + ")";
    }
}
