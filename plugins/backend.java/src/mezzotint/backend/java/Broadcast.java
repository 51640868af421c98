package mezzotint.backend.java;

import mezzotint.graph.Node;

/** Sums and products of two values whose shapes are matched from the last axis backwards. */
final class Broadcast {

    private interface Join {

        float of(float a, float b);
    }

    private Broadcast() {}

    static Values add(Values a, Values b, int[] shape) {
        return of(a, b, shape, (x, y) -> x + y);
    }

    static Values multiply(Values a, Values b, int[] shape) {
        return of(a, b, shape, (x, y) -> x * y);
    }

    /** How far each of some axes moves on in a value that may have fewer of them, or of length 1. */
    static int[] steps(int[] shape, int axes) {
        int[] steps = new int[axes];
        int[] strides = Values.strides(shape);
        for (int i = 1; i <= shape.length; i++) {
            steps[axes - i] = shape[shape.length - i] == 1 ? 0 : strides[shape.length - i];
        }
        return steps;
    }

    private static Values of(Values a, Values b, int[] shape, Join join) {
        Values out = Values.zeros(shape);
        if (shape.length == 0) {
            out.data()[0] = join.of(a.data()[0], b.data()[0]);
            return out;
        }
        int[] left = steps(a.shape(), shape.length);
        int[] right = steps(b.shape(), shape.length);
        int last = shape.length - 1;
        int n = shape[last];
        Cores.rows(out.count(0, last), n, (from, to) -> {
            for (int row = from; row < to; row++) {
                int p = Axes.offset(row, shape, left, last);
                int q = Axes.offset(row, shape, right, last);
                for (int i = 0; i < n; i++) {
                    out.data()[row * n + i] = join.of(a.data()[p + i * left[last]], b.data()[q + i * right[last]]);
                }
            }
        });
        return out;
    }

    static Values scale(Node node, Values x) {
        float factor = (float) node.number("factor", 1);
        float offset = (float) node.number("offset", 0);
        return Activation.map(x, v -> v * factor + offset);
    }
}
