package mezzotint.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;

/** Gives the sizes of a graph their numbers, from the shapes of its inputs. */
final class Binding {

    private final Graph graph;
    private final Map<String, int[]> given;
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<String, int[]> bound = new LinkedHashMap<>();

    private Binding(Graph graph, Map<String, int[]> given) {
        this.graph = graph;
        this.given = given;
    }

    static Map<String, int[]> of(Graph graph, Map<String, int[]> given) {
        return new Binding(graph, given).bind();
    }

    private Map<String, int[]> bind() {
        Map<String, List<Size>> shapes = Shapes.of(graph);
        // Names first: 1|batch may stand before the input that says what batch is.
        graph.inputs().forEach(this::name);
        graph.inputs().forEach(this::check);
        for (Node node : graph.nodes()) {
            if (node.op() == Op.STATE) {
                grow(node, (Size.Named) shapes.get(node.name()).get(node.integer("axis")));
            }
            int[] shape = shapes.get(node.name()).stream().mapToInt(s -> s.bind(names)).toArray();
            if (Arrays.stream(shape).anyMatch(s -> s < 1)) {
                throw wrong(node, "makes nothing, " + Arrays.toString(shape));
            }
            if (node.op() == Op.SLICE && node.integer("to") > before(node)[node.integer("axis")]) {
                throw wrong(node, "slices beyond the end, up to " + node.integer("to"));
            }
            bound.put(node.name(), shape);
        }
        return bound;
    }

    private void name(Input input) {
        int[] shape = given.get(input.name());
        if (shape == null || shape.length != input.shape().size() || Arrays.stream(shape).anyMatch(s -> s < 1)) {
            throw misfit(input);
        }
        for (int axis = 0; axis < shape.length; axis++) {
            if (input.shape().get(axis) instanceof Size.Named n) {
                names.putIfAbsent(n.name(), shape[axis]);
            } else if (input.shape().get(axis) instanceof Size.OneOr o) {
                names.putIfAbsent(o.toString(), shape[axis]);
            }
        }
    }

    private void check(Input input) {
        int[] shape = given.get(input.name());
        for (int axis = 0; axis < shape.length; axis++) {
            Size size = input.shape().get(axis);
            boolean many = size instanceof Size.OneOr o && shape[axis] != 1 && names.getOrDefault(o.name(), 1) != shape[axis];
            if (many || bind(input, size) != shape[axis]) {
                throw misfit(input);
            }
        }
        bound.put(input.name(), shape.clone());
    }

    private int bind(Input input, Size size) {
        try {
            return size.bind(names);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("the input " + input + " has a size no input tells: " + e.getMessage(), "name that size in an input's shape");
        }
    }

    private void grow(Node node, Size.Named length) {
        int axis = node.integer("axis");
        int[] kept = given.get(node.name());
        if (kept != null && kept.length != before(node).length) {
            throw wrong(node, "is said to be " + Arrays.toString(kept));
        }
        int all = before(node)[axis] + (kept == null ? 0 : kept[axis]);
        Integer other = names.putIfAbsent(length.name(), all);
        if (other != null && other != all) {
            throw wrong(node, "has grown to " + all + " where another state of the same steps has " + other);
        }
    }

    private int[] before(Node node) {
        return bound.get(node.inputs().get(0));
    }

    private Problem misfit(Input input) {
        int[] shape = given.get(input.name());
        return Problem.invalid("the input " + input + " was given " + (shape == null ? "nothing" : Arrays.toString(shape)),
                "give a tensor of that shape; sizes of one name must agree");
    }

    private Problem wrong(Node node, String why) {
        List<String> inputs = node.inputs().stream().map(i -> i + Arrays.toString(bound.get(i))).toList();
        return Problem.invalid("the node " + node.name() + " (" + Shapes.spelled(node.op()) + ") " + why + "; it is given "
                + String.join(", ", inputs), "give the network inputs of another size");
    }
}
