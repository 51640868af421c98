package mezzotint.backend.java;

import java.util.Arrays;
import mezzotint.tensor.Tensor;

/** Numbers in row-major order; never changed once a kernel has answered them. */
record Values(float[] data, int... shape) {

    static Values of(Tensor tensor) {
        return new Values(tensor.toArray(), tensor.shape());
    }

    /** Zeros, for a kernel to fill. */
    static Values zeros(int... shape) {
        return new Values(new float[count(shape, 0, shape.length)], shape);
    }

    int size(int axis) {
        return shape[axis];
    }

    int last() {
        return shape[shape.length - 1];
    }

    /** How many values the axes {@code from} (inclusive) to {@code to} (exclusive) span. */
    int count(int from, int to) {
        return count(shape, from, to);
    }

    static int count(int[] shape, int from, int to) {
        return Arrays.stream(shape, from, to).reduce(1, Math::multiplyExact);
    }

    /** How far apart neighbours along each axis lie. */
    static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        for (int axis = shape.length - 1, step = 1; axis >= 0; step *= shape[axis--]) {
            strides[axis] = step;
        }
        return strides;
    }
}
