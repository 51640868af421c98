package mezzotint.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph being drawn, node by node. Every method adds a node and answers its name, to be used as
 * an input of later ones; {@link #name} gives the last node a name of the caller's own.
 *
 * <p>Weights are looked up in the shapes the drawing is made with, so that they need no shape here.
 */
public final class Drawing {

    /** Tells the shape of a weight by its name. */
    @FunctionalInterface
    public interface Weights {

        /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if there is none of that name */
        int[] shape(String tensor);
    }

    private final Weights weights;
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private int unnamed;

    public Drawing(Weights weights) {
        this.weights = weights;
    }

    /** @param shape a number, the name of a size, or a {@link Size}, for each axis */
    public String input(String name, Object... shape) {
        inputs.add(new Input(name, sizes(shape), false));
        return name;
    }

    /** An input that may be left out; it is only added to other values, or joined to them. */
    public String optional(String name, Object... shape) {
        inputs.add(new Input(name, sizes(shape), true));
        return name;
    }

    private static List<Size> sizes(Object... shape) {
        return Arrays.stream(shape)
                .map(s -> s instanceof Size size ? size : s instanceof Integer i ? Size.of(i) : Size.of((String) s))
                .toList();
    }

    /** A tensor of the checkpoint; the same node each time it is asked for. */
    public String weight(String tensor) {
        if (!nodes.containsKey(tensor)) {
            List<Integer> shape = Arrays.stream(weights.shape(tensor)).boxed().toList();
            nodes.put(tensor, new Node(tensor, Op.WEIGHT, List.of(), Map.of("tensor", tensor, "shape", shape)));
        }
        return tensor;
    }

    /** A node with attributes given as name, value, name, value. */
    public String node(Op op, List<String> inputs, Object... attributes) {
        String name = "%" + ++unnamed;
        nodes.put(name, Node.drawn(name, op, inputs, attributes));
        return name;
    }

    /** Gives the node drawn last a name of its own, by which it can be put out or found. */
    public String name(String unnamed, String name) {
        if (nodes.containsKey(name) || !nodes.containsKey(unnamed)) {
            throw new IllegalArgumentException("cannot call " + unnamed + " " + name + ": "
                    + (nodes.containsKey(name) ? "the name is taken" : "there is no such node"));
        }
        Node node = nodes.remove(unnamed);
        nodes.put(name, new Node(name, node.op(), node.inputs(), node.attributes()));
        return name;
    }

    public String convolve(String x, String weight, String bias, int stride, int padding) {
        return node(Op.CONVOLVE, List.of(x, weight, bias), "stride", stride, "padding", List.of(padding, padding, padding, padding));
    }

    /** @param bias null for none */
    public String linear(String x, String weight, String bias) {
        return node(Op.LINEAR, bias == null ? List.of(x, weight) : List.of(x, weight, bias));
    }

    public String attend(String query, String key, String value, int heads) {
        return node(Op.ATTEND, List.of(query, key, value), "heads", heads);
    }

    public String groupNorm(String x, String weight, String bias, int groups, double epsilon) {
        return node(Op.GROUP_NORM, List.of(x, weight, bias), "groups", groups, "epsilon", epsilon);
    }

    public String layerNorm(String x, String weight, String bias, double epsilon) {
        return node(Op.LAYER_NORM, List.of(x, weight, bias), "epsilon", epsilon);
    }

    public String activate(String x, String function) {
        return node(Op.ACTIVATE, List.of(x), "function", function);
    }

    public String add(String a, String b) {
        return node(Op.ADD, List.of(a, b));
    }

    public String multiply(String a, String b) {
        return node(Op.MULTIPLY, List.of(a, b));
    }

    public String concat(int axis, String... parts) {
        return node(Op.CONCAT, List.of(parts), "axis", axis);
    }

    public String slice(String x, int axis, int from, int to) {
        return node(Op.SLICE, List.of(x), "axis", axis, "from", from, "to", to);
    }

    public String rearrange(String x, String pattern) {
        return node(Op.REARRANGE, List.of(x), "pattern", pattern);
    }

    /** @param like its axes, named as in {@code likePattern}, give sizes that the pattern leaves open */
    public String rearrange(String x, String pattern, String like, String likePattern) {
        return node(Op.REARRANGE, List.of(x, like), "pattern", pattern, "like", likePattern);
    }

    /** The graph drawn so far, checked. */
    public Graph graph(String... outputs) {
        Graph graph = new Graph(inputs, List.copyOf(nodes.values()), List.of(outputs)).yielding(List.of(outputs));
        graph.shapes();
        return graph;
    }
}
