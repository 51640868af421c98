package mezzotint.backend.java;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.graph.Node;
import mezzotint.graph.Pattern;

/** What moves values without changing them: joining, cutting, reordering and enlarging. */
final class Axes {

    private Axes() {}

    /** Where row number {@code row} begins, counted over the first axes of a shape. */
    static int offset(int row, int[] shape, int[] steps, int axes) {
        int at = 0;
        for (int axis = axes - 1; axis >= 0; row /= shape[axis--]) {
            at += row % shape[axis] * steps[axis];
        }
        return at;
    }

    static Values concat(List<Values> parts, int axis, int[] shape) {
        Values out = Values.zeros(shape);
        int step = out.count(axis, shape.length);
        int at = 0;
        for (Values part : parts) {
            int length = part.count(axis, shape.length);
            for (int row = 0; row < out.count(0, axis); row++) {
                System.arraycopy(part.data(), row * length, out.data(), row * step + at, length);
            }
            at += length;
        }
        return out;
    }

    static Values slice(Values x, int axis, int from, int[] shape) {
        Values out = Values.zeros(shape);
        int step = x.count(axis, shape.length);
        int length = out.count(axis, shape.length);
        int skipped = from * x.count(axis + 1, shape.length);
        for (int row = 0; row < out.count(0, axis); row++) {
            System.arraycopy(x.data(), row * step + skipped, out.data(), row * length, length);
        }
        return out;
    }

    /** @param like null for none */
    static Values rearrange(Node node, Values x, Values like, int[] shape) {
        Pattern pattern = Pattern.parse(node.text("pattern"));
        Map<String, Integer> lengths = pattern.lengths(x.shape(), known(node, like));
        List<String> from = Pattern.names(pattern.from());
        List<String> to = Pattern.names(pattern.to());
        if (from.equals(to)) {
            return new Values(x.data(), shape);
        }
        int[] strides = Values.strides(from.stream().mapToInt(lengths::get).toArray());
        int[] steps = to.stream().mapToInt(n -> from.contains(n) ? strides[from.indexOf(n)] : 0).toArray();
        return gather(x, to.stream().mapToInt(lengths::get).toArray(), steps, shape);
    }

    private static Map<String, Integer> known(Node node, Values like) {
        var known = new HashMap<String, Integer>();
        node.attributes().forEach((name, value) -> {
            if (value instanceof Integer i) {
                known.put(name, i);
            }
        });
        if (like != null) {
            List<String> names = Pattern.names(Pattern.side(node.text("like")));
            for (int i = 0; i < names.size(); i++) {
                known.put(names.get(i), like.size(i));
            }
        }
        return known;
    }

    private static Values gather(Values x, int[] lengths, int[] steps, int[] shape) {
        Values out = Values.zeros(shape);
        int last = lengths.length - 1;
        int n = lengths[last];
        Cores.rows(out.data().length / n, n, (from, to) -> {
            for (int row = from; row < to; row++) {
                int at = offset(row, lengths, steps, last);
                for (int i = 0; i < n; i++) {
                    out.data()[row * n + i] = x.data()[at + i * steps[last]];
                }
            }
        });
        return out;
    }

    static Values upsample(Values x, int[] shape) {
        Values out = Values.zeros(shape);
        int height = shape[2];
        int width = shape[3];
        Cores.rows(out.count(0, 3), width, (from, to) -> {
            for (int row = from; row < to; row++) {
                int line = row / height * x.size(2) + (int) ((long) (row % height) * x.size(2) / height);
                for (int i = 0; i < width; i++) {
                    out.data()[row * width + i] = x.data()[line * x.size(3) + (int) ((long) i * x.size(3) / width)];
                }
            }
        });
        return out;
    }
}
