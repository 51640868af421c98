package mezzotint.backend.pytorch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Pattern;
import mezzotint.tensor.Tensor;

/** Runs a graph in plain loops, each operation as its definition says, to compare with. */
final class Naive {

    private final Map<String, Tensor> values = new HashMap<>();
    private final Map<String, int[]> shapes;
    private Node node;

    private Naive(Map<String, int[]> shapes) {
        this.shapes = shapes;
    }

    static Map<String, Tensor> run(Graph graph, MemoryCheckpoint weights, Map<String, Tensor> inputs) {
        Map<String, int[]> given = inputs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().shape()));
        var naive = new Naive(graph.bind(given));
        naive.values.putAll(inputs);
        for (Node n : graph.nodes()) {
            naive.node = n;
            naive.values.put(n.name(), switch (n.op()) {
                case WEIGHT -> weights.tensor(n.text("tensor"));
                default -> naive.compute();
            });
        }
        var out = new LinkedHashMap<String, Tensor>();
        graph.outputs().forEach(o -> out.put(o, naive.values.get(o)));
        return out;
    }

    private Tensor compute() {
        return switch (node.op()) {
            case CONVOLVE -> convolve(in(0), in(1));
            case LINEAR -> each(at -> dot(in(0), at / last(out()), in(1), at % last(out())) + (has(2) ? in(2).buffer().get(at % last(out())) : 0));
            case ATTEND -> attend(in(0), in(1), in(2));
            case GROUP_NORM -> groups(in(0));
            case LAYER_NORM, RMS_NORM -> rows(in(0));
            case ACTIVATE -> in(0).map(function(node.text("function"), node.number("slope", 0.01)));
            case ADD -> each(at -> broadcast(in(0), at) + broadcast(in(1), at));
            case MULTIPLY -> each(at -> broadcast(in(0), at) * broadcast(in(1), at));
            case SCALE -> in(0).map(v -> v * node.number("factor", 1) + node.number("offset", 0));
            case CONCAT -> concat(node.integer("axis"));
            case SLICE -> move(index -> plus(index, node.integer("axis"), node.integer("from")));
            case UPSAMPLE -> move(index -> new int[] {index[0], index[1], index[2] * in(0).size(2) / out()[2], index[3] * in(0).size(3) / out()[3]});
            case REARRANGE -> rearrange();
            case EMBED -> each(at -> in(1).buffer().get((int) in(0).buffer().get(at / last(out())) * last(out()) + at % last(out())));
            case TIME_EMBED -> each(this::wave);
            default -> throw new IllegalArgumentException(node.op().name());
        };
    }

    private boolean has(int input) {
        return node.inputs().size() > input;
    }

    private Tensor in(int index) {
        return values.get(node.inputs().get(index));
    }

    private int[] out() {
        return shapes.get(node.name());
    }

    private static int last(int[] shape) {
        return shape[shape.length - 1];
    }

    private Tensor each(IntToDoubleFunction value) {
        Tensor out = Tensor.zeros(out());
        float[] data = new float[out.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) value.applyAsDouble(i);
        }
        return out.size() == 0 ? out : Tensor.of(data, out());
    }

    private interface Index {
        int[] of(int[] index);
    }

    private Tensor move(Index from) {
        return each(at -> in(0).buffer().get(flat(from.of(index(at, out())), in(0).shape())));
    }

    private static int[] plus(int[] index, int axis, int by) {
        index[axis] += by;
        return index;
    }

    private static int[] index(int at, int[] shape) {
        int[] index = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = at % shape[axis];
            at /= shape[axis];
        }
        return index;
    }

    private static int flat(int[] index, int[] shape) {
        int at = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            at = at * shape[axis] + index[axis];
        }
        return at;
    }

    private double broadcast(Tensor x, int at) {
        int[] index = index(at, out());
        int[] shape = x.shape();
        int[] own = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            own[axis] = shape[axis] == 1 ? 0 : index[index.length - shape.length + axis];
        }
        return x.buffer().get(flat(own, shape));
    }

    private static double dot(Tensor a, int rowA, Tensor b, int rowB) {
        int width = last(b.shape());
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) a.buffer().get(rowA * width + i) * b.buffer().get(rowB * width + i);
        }
        return sum;
    }

    private Tensor convolve(Tensor x, Tensor w) {
        int[] pad = node.integers("padding", 4);
        int stride = node.integer("stride", 1);
        int perGroup = w.size(0) / node.integer("groups", 1);
        return each(at -> {
            int[] o = index(at, out());
            double sum = has(2) ? in(2).buffer().get(o[1]) : 0;
            for (int c = 0; c < w.size(1); c++) {
                for (int i = 0; i < w.size(2); i++) {
                    for (int j = 0; j < w.size(3); j++) {
                        int y = o[2] * stride + i - pad[0];
                        int z = o[3] * stride + j - pad[1];
                        if (y >= 0 && z >= 0 && y < x.size(2) && z < x.size(3)) {
                            sum += (double) x.buffer().get(flat(new int[] {o[0], o[1] / perGroup * w.size(1) + c, y, z}, x.shape()))
                                    * w.buffer().get(flat(new int[] {o[1], c, i, j}, w.shape()));
                        }
                    }
                }
            }
            return sum;
        });
    }

    private Tensor attend(Tensor q, Tensor k, Tensor v) {
        int heads = node.integer("heads");
        int wide = q.size(2) / heads;
        int valueWide = v.size(2) / heads;
        return each(at -> {
            int[] o = index(at, out());
            int head = o[2] / valueWide;
            double sum = 0;
            double all = 0;
            for (int m = 0; m < k.size(1) && !(node.flag("causal", false) && m > o[1]); m++) {
                double score = 0;
                for (int i = 0; i < wide; i++) {
                    score += (double) q.buffer().get((o[0] * q.size(1) + o[1]) * q.size(2) + head * wide + i)
                            * k.buffer().get((o[0] * k.size(1) + m) * k.size(2) + head * wide + i);
                }
                double weight = Math.exp(score / Math.sqrt(wide) + (has(3) ? mask(in(3), o[0], head, o[1], m) : 0));
                all += weight;
                sum += weight * v.buffer().get((o[0] * v.size(1) + m) * v.size(2) + o[2]);
            }
            return sum / all;
        });
    }

    private static double mask(Tensor mask, int... index) {
        int[] shape = mask.shape();
        int[] own = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            own[axis] = shape[axis] == 1 ? 0 : index[4 - shape.length + axis];
        }
        return mask.buffer().get(flat(own, shape));
    }

    private Tensor groups(Tensor x) {
        int groups = node.integer("groups");
        int size = x.size() / x.size(0) / groups;
        int perChannel = x.size() / x.size(0) / x.size(1);
        double[][] moments = moments(x, size);
        return each(at -> {
            double[] m = moments[at / size];
            int channel = at / perChannel % x.size(1);
            return (x.buffer().get(at) - m[0]) / Math.sqrt(m[1] - m[0] * m[0] + node.number("epsilon", 0)) * in(1).buffer().get(channel)
                    + in(2).buffer().get(channel);
        });
    }

    private Tensor rows(Tensor x) {
        int width = last(out());
        double[][] moments = moments(x, width);
        boolean layer = node.op() == mezzotint.graph.Op.LAYER_NORM;
        return each(at -> {
            double mean = layer ? moments[at / width][0] : 0;
            double value = (x.buffer().get(at) - mean) / Math.sqrt(moments[at / width][1] - mean * mean + node.number("epsilon", 0));
            return value * (has(1) ? in(1).buffer().get(at % width) : 1) + (has(2) ? in(2).buffer().get(at % width) : 0);
        });
    }

    /** Mean and mean square of each run of values. */
    private static double[][] moments(Tensor x, int size) {
        double[][] out = new double[x.size() / size][2];
        for (int i = 0; i < x.size(); i++) {
            double value = x.buffer().get(i);
            out[i / size][0] += value / size;
            out[i / size][1] += value * value / size;
        }
        return out;
    }

    private static DoubleUnaryOperator function(String name, double slope) {
        return switch (name) {
            case "silu" -> v -> v / (1 + Math.exp(-v));
            case "gelu" -> v -> v * normal(v);
            case "gelu_tanh" -> v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));
            case "quick_gelu" -> v -> v / (1 + Math.exp(-1.702 * v));
            case "tanh" -> Math::tanh;
            case "sigmoid" -> v -> 1 / (1 + Math.exp(-v));
            case "relu" -> v -> Math.max(v, 0);
            case "leaky_relu" -> v -> v < 0 ? v * slope : v;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The normal distribution's share below v, by the series of Marsaglia (2004). */
    private static double normal(double v) {
        double term = v;
        double sum = v;
        for (int i = 3; i < 400; i += 2) {
            term *= v * v / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI);
    }

    private Tensor concat(int axis) {
        return each(at -> {
            int[] index = index(at, out());
            int part = 0;
            while (index[axis] >= in(part).size(axis)) {
                index[axis] -= in(part++).size(axis);
            }
            return in(part).buffer().get(flat(index, in(part).shape()));
        });
    }

    private Tensor rearrange() {
        Pattern pattern = Pattern.parse(node.text("pattern"));
        var known = new HashMap<String, Integer>();
        node.attributes().forEach((name, value) -> {
            if (value instanceof Integer i) {
                known.put(name, i);
            }
        });
        if (has(1)) {
            List<String> names = Pattern.names(Pattern.side(node.text("like")));
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).equals("_")) {
                    known.put(names.get(i), in(1).size(i));
                }
            }
        }
        Map<String, Integer> lengths = pattern.lengths(in(0).shape(), known);
        List<String> to = Pattern.names(pattern.to());
        List<String> from = Pattern.names(pattern.from());
        int[] moved = to.stream().mapToInt(lengths::get).toArray();
        int[] split = from.stream().mapToInt(lengths::get).toArray();
        return each(at -> {
            int[] index = index(at, moved);
            int[] source = from.stream().mapToInt(name -> index[to.indexOf(name)]).toArray();
            return in(0).buffer().get(flat(source, split));
        });
    }

    private double wave(int at) {
        int width = node.integer("width");
        int half = width / 2;
        int column = at % width;
        if (column >= 2 * half) {
            return 0;
        }
        double angle = in(0).buffer().get(at / width) * Math.exp(-Math.log(node.number("period", 10_000)) * (column % half) / (half - node.number("shift", 0)));
        return column < half == node.flag("cosineFirst", true) ? Math.cos(angle) : Math.sin(angle);
    }

    static double error(Tensor a, Tensor b) {
        if (!Arrays.equals(a.shape(), b.shape())) {
            throw new AssertionError(a + " is not of the shape of " + b);
        }
        double max = 0;
        for (int i = 0; i < a.size(); i++) {
            max = Math.max(max, Math.abs(a.buffer().get(i) - b.buffer().get(i)));
            max = Float.isFinite(a.buffer().get(i)) ? max : Double.POSITIVE_INFINITY;
        }
        return max / b.rms();
    }
}
