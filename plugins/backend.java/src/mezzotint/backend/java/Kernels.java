package mezzotint.backend.java;

import java.util.List;
import mezzotint.graph.Node;
import mezzotint.plugin.Problem;

/** Finds the code for a node. */
final class Kernels {

    private Kernels() {}

    /** @throws Problem of kind {@code UNSUPPORTED} if there is no code for the node */
    static void check(Node node) {
        switch (node.op()) {
            case WEIGHT, CONVOLVE, LINEAR, ATTEND, GROUP_NORM, LAYER_NORM, RMS_NORM, ADD, MULTIPLY, SCALE, CONCAT, SLICE,
                    REARRANGE, UPSAMPLE, EMBED, TIME_EMBED -> { }
            case ACTIVATE -> Activation.function(node);
            default -> throw unsupported(node, "the operation " + node.op().name().toLowerCase());
        }
    }

    static Problem unsupported(Node node, String what) {
        return new Problem(Problem.Kind.UNSUPPORTED, "plain Java has no code for " + what + " of the node " + node.name(),
                "choose another backend");
    }

    /**
     * @param in the node's inputs; the weight of a linear node comes transposed
     * @param shape of the value to make
     */
    static Values run(Node node, List<Values> in, int[] shape) {
        Values x = in.get(0);
        return switch (node.op()) {
            case CONVOLVE -> Convolution.of(node, x, in.get(1), at(in, 2), shape);
            case LINEAR -> Matrix.linear(x, in.get(1), at(in, 2), shape);
            case ATTEND -> Attention.of(node, x, in.get(1), in.get(2), at(in, 3), shape);
            case GROUP_NORM -> Norms.group(node, x, at(in, 1), at(in, 2));
            case LAYER_NORM -> Norms.layer(node, x, at(in, 1), at(in, 2), true);
            case RMS_NORM -> Norms.layer(node, x, at(in, 1), null, false);
            case ACTIVATE -> Activation.of(node, x);
            case ADD -> Broadcast.add(x, in.get(1), shape);
            case MULTIPLY -> Broadcast.multiply(x, in.get(1), shape);
            case SCALE -> Broadcast.scale(node, x);
            case CONCAT -> Axes.concat(in, node.integer("axis"), shape);
            case SLICE -> Axes.slice(x, node.integer("axis"), node.integer("from"), shape);
            case REARRANGE -> Axes.rearrange(node, x, at(in, 1), shape);
            case UPSAMPLE -> Axes.upsample(x, shape);
            case EMBED -> Embedding.rows(node, x, in.get(1), shape);
            case TIME_EMBED -> Embedding.times(node, x, shape);
            default -> throw unsupported(node, "the operation " + node.op().name().toLowerCase());
        };
    }

    private static Values at(List<Values> in, int index) {
        return index < in.size() ? in.get(index) : null;
    }
}
