package mezzotint.backend.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;

/** Runs single nodes on random values, and compares them with sums written out in full. */
final class Bench {

    /** The value expected at one place of the output. */
    interface Expected {

        double at(int... i);
    }

    private Bench() {}

    static Tensor random(int... shape) {
        var random = new Random(Arrays.hashCode(shape));
        float[] data = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return Tensor.of(data, shape);
    }

    static double at(Tensor t, int... i) {
        int place = 0;
        for (int axis = 0; axis < i.length; axis++) {
            place = place * t.size(axis) + i[axis];
        }
        return t.buffer().get(place);
    }

    /** One node on inputs of fixed shapes. */
    static Tensor run(Op op, List<Tensor> in, Object... attributes) {
        var drawing = new Drawing(Bench::none);
        var given = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < in.size(); i++) {
            given.put(drawing.input("in" + i, Arrays.stream(in.get(i).shape()).boxed().toArray()), in.get(i));
        }
        String out = drawing.node(op, List.copyOf(given.keySet()), attributes);
        return run(drawing.graph(out), Map.of(), given).get(out);
    }

    static int[] none(String tensor) {
        throw new AssertionError("there is no weight " + tensor);
    }

    static Map<String, Tensor> run(Graph graph, Map<String, Tensor> weights, Map<String, Tensor> given) {
        var backend = new JavaBackend();
        try (var program = backend.compile(graph, MemoryCheckpoint.of(weights), backend.devices().get(0), new None())) {
            return program.run(given);
        }
    }

    static void check(Tensor found, int[] shape, Expected expected) {
        assertArrayEquals(shape, found.shape());
        for (int n = 0; n < found.size(); n++) {
            int[] i = new int[shape.length];
            for (int axis = shape.length - 1, rest = n; axis >= 0; rest /= shape[axis--]) {
                i[axis] = rest % shape[axis];
            }
            double value = expected.at(i);
            assertEquals(value, found.buffer().get(n), 2e-5 * Math.max(1, Math.abs(value)), () -> "at " + Arrays.toString(i));
        }
    }

    static int[] shape(int... shape) {
        return shape;
    }
}
