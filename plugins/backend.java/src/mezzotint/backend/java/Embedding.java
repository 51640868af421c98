package mezzotint.backend.java;

import mezzotint.graph.Node;
import mezzotint.plugin.Problem;

/** Rows for tokens and for times. */
final class Embedding {

    private Embedding() {}

    static Values rows(Node node, Values indices, Values weight, int[] shape) {
        Values out = Values.zeros(shape);
        int width = weight.last();
        for (int i = 0; i < indices.data().length; i++) {
            int row = Math.round(indices.data()[i]);
            if (row < 0 || row >= weight.size(0)) {
                throw Problem.invalid("the node " + node.name() + " is asked for row " + row + " of " + weight.size(0),
                        "give indices from 0 to " + (weight.size(0) - 1));
            }
            System.arraycopy(weight.data(), row * width, out.data(), i * width, width);
        }
        return out;
    }

    /** Rounded to float at each step, as the networks were trained. */
    static Values times(Node node, Values times, int[] shape) {
        int width = shape[1];
        int half = width / 2;
        boolean cosineFirst = node.flag("cosineFirst", true);
        float slope = (float) -Math.log(node.number("period", 10000));
        float divisor = (float) (half - node.number("shift", 0));
        Values out = Values.zeros(shape);
        for (int t = 0; t < shape[0]; t++) {
            for (int i = 0; i < half; i++) {
                float angle = times.data()[t] * (float) Math.exp(slope * i / divisor);
                out.data()[t * width + (cosineFirst ? i : half + i)] = (float) Math.cos(angle);
                out.data()[t * width + (cosineFirst ? half + i : i)] = (float) Math.sin(angle);
            }
        }
        return out;
    }
}
