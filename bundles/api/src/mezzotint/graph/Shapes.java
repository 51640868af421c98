package mezzotint.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.plugin.Problem;

/** Works out the shape of every node of a graph, and finds the first that does not fit. */
final class Shapes {

    private final Map<String, List<Size>> known = new LinkedHashMap<>();
    private Node node;

    private Shapes() {}

    static Map<String, List<Size>> of(Graph graph) {
        var shapes = new Shapes();
        for (Input i : graph.inputs()) {
            if (shapes.known.put(i.name(), i.shape()) != null) {
                throw Problem.invalid("the graph has two inputs called " + i.name(), "give each a name of its own");
            }
        }
        for (Node n : graph.nodes()) {
            shapes.node = n;
            if (shapes.known.containsKey(n.name())) {
                throw shapes.wrong("has a name that is taken");
            }
            shapes.known.put(n.name(), shapes.checked());
        }
        for (String output : graph.outputs()) {
            if (!shapes.known.containsKey(output)) {
                throw Problem.invalid("the graph has no node called " + output + " to put out", "name one of its nodes");
            }
        }
        return shapes.known;
    }

    /** The name of an operation as messages spell it. */
    static String spelled(Op op) {
        return op.name().toLowerCase(Locale.ROOT);
    }

    private List<Size> checked() {
        try {
            List<Size> shape = infer();
            require(shape.stream().noneMatch(s -> s instanceof Size.Fixed f && f.value() < 1), "makes nothing, " + shape);
            return shape;
        } catch (IllegalArgumentException e) {
            throw wrong("is not well formed: " + e.getMessage());
        }
    }

    private List<Size> infer() {
        return switch (node.op()) {
            case WEIGHT -> Arrays.stream(node.integers("shape")).mapToObj(Size::of).toList();
            case CONVOLVE -> convolve(x(4), in(1, 4));
            case LINEAR -> linear(x(), in(1, 2));
            case ATTEND -> attend(x(3), in(1, 3), in(2, 3));
            case GROUP_NORM -> groupNorm(x());
            case LAYER_NORM, RMS_NORM -> perChannel(x(), x().size() - 1);
            case ACTIVATE, SCALE -> x();
            case ADD, MULTIPLY -> broadcast(x(), in(1));
            case CONCAT -> concat(node.integer("axis"));
            case SLICE -> slice(x(), node.integer("axis"));
            case REARRANGE -> rearrange();
            case UPSAMPLE -> upsample(x(4));
            case EMBED -> List.of(x(2).get(0), x(2).get(1), in(1, 2).get(1));
            case STATE -> state(x(), node.integer("axis"));
            case TIME_EMBED -> List.of(x(1).get(0), Size.of(node.integer("width")));
        };
    }

    private List<Size> x() {
        return in(0);
    }

    private List<Size> x(int axes) {
        return in(0, axes);
    }

    private List<Size> in(int index, int axes) {
        List<Size> shape = in(index);
        if (shape.size() != axes) {
            throw wrong("takes " + axes + " axes");
        }
        return shape;
    }

    private List<Size> in(int index) {
        if (index >= node.inputs().size()) {
            throw wrong("lacks its input " + index);
        }
        List<Size> shape = known.get(node.inputs().get(index));
        if (shape == null) {
            throw wrong("reads " + node.inputs().get(index) + ", which no earlier node makes");
        }
        return shape;
    }

    private List<Size> convolve(List<Size> x, List<Size> weight) {
        int groups = node.integer("groups", 1);
        int stride = node.integer("stride", 1);
        int[] pad = node.integers("padding", 4);
        require(pad.length == 4, "has a padding that is not top, left, bottom, right");
        require(stride > 0 && shared(length(weight.get(0)), groups), "cannot share its channels among its groups, or has no stride");
        require(x.get(1).equals(weight.get(1).times(Size.of(groups))), "has a weight for other channels");
        perOutput(weight.get(0));
        return List.of(x.get(0), weight.get(0),
                x.get(2).windows(length(weight.get(2)), stride, pad[0] + pad[2]),
                x.get(3).windows(length(weight.get(3)), stride, pad[1] + pad[3]));
    }

    private List<Size> linear(List<Size> x, List<Size> weight) {
        require(last(x).equals(weight.get(1)), "has a weight for another width");
        perOutput(weight.get(0));
        return withLast(x, weight.get(0));
    }

    private void perOutput(Size outputs) {
        if (node.inputs().size() > 2) {
            require(in(2, 1).get(0).equals(outputs), "has a bias of another length than its weight");
        }
    }

    private List<Size> attend(List<Size> query, List<Size> key, List<Size> value) {
        require(last(query).equals(last(key)), "has queries and keys of different widths");
        require(key.get(1).equals(value.get(1)), "has another number of keys than of values");
        require(query.get(0).equals(key.get(0)) && key.get(0).equals(value.get(0)), "has queries, keys and values of different batches");
        require(shared(length(last(query)), node.integer("heads")) && shared(length(last(value)), node.integer("heads")),
                "cannot share its width among its heads");
        if (node.inputs().size() > 3) {
            List<Size> scores = List.of(query.get(0), Size.of(node.integer("heads")), query.get(1), key.get(1));
            require(broadcast(scores, in(3)).equals(scores), "has a mask that does not fit the scores " + scores);
        }
        return withLast(query, last(value));
    }

    private List<Size> groupNorm(List<Size> x) {
        axis(x, 1);
        require(shared(length(x.get(1)), node.integer("groups")), "cannot share its channels among its groups");
        return perChannel(x, 1);
    }

    private List<Size> perChannel(List<Size> x, int axis) {
        for (int i = 1; i < node.inputs().size(); i++) {
            require(in(i, 1).get(0).equals(x.get(axis)), "has a weight of another length than the axis it scales");
        }
        return x;
    }

    private List<Size> broadcast(List<Size> a, List<Size> b) {
        if (a.size() < b.size()) {
            return broadcast(b, a);
        }
        var out = new ArrayList<>(a);
        for (int i = 1; i <= b.size(); i++) {
            Size left = a.get(a.size() - i);
            Size right = b.get(b.size() - i);
            boolean one = stretches(left, right);
            require(one || stretches(right, left) || left.equals(right), "cannot join these shapes");
            out.set(a.size() - i, one ? right : left);
        }
        return List.copyOf(out);
    }

    private static boolean stretches(Size narrow, Size wide) {
        return narrow.equals(Size.of(1)) || narrow instanceof Size.OneOr n && wide.equals(Size.of(n.name()));
    }

    private List<Size> concat(int axis) {
        var out = new ArrayList<>(x());
        axis(out, axis);
        for (int i = 1; i < node.inputs().size(); i++) {
            List<Size> part = in(i, out.size());
            for (int a = 0; a < out.size(); a++) {
                require(a == axis || part.get(a).equals(out.get(a)), "cannot join parts that differ beside the axis " + axis);
            }
            out.set(axis, out.get(axis).plus(part.get(axis)));
        }
        return List.copyOf(out);
    }

    private List<Size> slice(List<Size> x, int axis) {
        var out = new ArrayList<>(x);
        axis(x, axis);
        int from = node.integer("from");
        int to = node.integer("to");
        require(from >= 0 && from < to, "takes an empty slice");
        require(!(x.get(axis) instanceof Size.Fixed f) || to <= f.value(), "slices beyond the end");
        out.set(axis, Size.of(to - from));
        return List.copyOf(out);
    }

    /** As long as all runs so far made it: states that take the same steps are of the same length. */
    private List<Size> state(List<Size> x, int axis) {
        axis(x, axis);
        var out = new ArrayList<>(x);
        out.set(axis, new Size.Named("all " + x.get(axis)));
        return List.copyOf(out);
    }

    private List<Size> upsample(List<Size> x) {
        if (node.inputs().size() > 1) {
            List<Size> like = in(1, 4);
            return List.of(x.get(0), x.get(1), like.get(2), like.get(3));
        }
        Size two = Size.of(2);
        return List.of(x.get(0), x.get(1), two.times(x.get(2)), two.times(x.get(3)));
    }

    private List<Size> rearrange() {
        Pattern pattern = Pattern.parse(node.text("pattern"));
        List<Size> x = in(0, pattern.from().size());
        var lengths = new HashMap<String, Size>();
        node.attributes().forEach((name, value) -> {
            if (value instanceof Integer i) {
                lengths.put(name, Size.of(i));
            }
        });
        if (node.inputs().size() > 1) {
            List<String> names = Pattern.names(Pattern.side(node.text("like")));
            List<Size> like = in(1, names.size());
            for (int i = 0; i < names.size(); i++) {
                lengths.put(names.get(i), like.get(i));
            }
        }
        for (int axis = 0; axis < x.size(); axis++) {
            split(pattern.from().get(axis), x.get(axis), lengths);
        }
        return pattern.to().stream().map(g -> joined(g, lengths)).toList();
    }

    private void split(List<String> group, Size length, Map<String, Size> lengths) {
        List<String> open = group.stream().filter(n -> !lengths.containsKey(n)).toList();
        if (open.size() == 1 && group.size() == 1) {
            lengths.put(open.get(0), length);
        } else if (open.size() == 1 && length instanceof Size.Fixed f) {
            Size rest = joined(group.stream().filter(lengths::containsKey).toList(), lengths);
            require(rest instanceof Size.Fixed r && shared(f.value(), r.value()), "cannot split " + length + " into " + group);
            lengths.put(open.get(0), Size.of(f.value() / length(rest)));
        } else {
            require(open.isEmpty(), "leaves the sizes of " + open + " open");
            require(joined(group, lengths).equals(length), "cannot split " + length + " into " + group);
        }
    }

    private static Size joined(List<String> group, Map<String, Size> lengths) {
        return group.stream().map(lengths::get).reduce(Size.of(1), Size::times);
    }

    private static boolean shared(int whole, int parts) {
        return parts > 0 && whole % parts == 0;
    }

    private void axis(List<Size> x, int axis) {
        require(axis >= 0 && axis < x.size(), "has no axis " + axis);
    }

    private static Size last(List<Size> shape) {
        return shape.get(shape.size() - 1);
    }

    private static List<Size> withLast(List<Size> shape, Size last) {
        var out = new ArrayList<>(shape);
        out.set(out.size() - 1, last);
        return List.copyOf(out);
    }

    private int length(Size size) {
        if (size instanceof Size.Fixed f) {
            return f.value();
        }
        throw wrong("needs a fixed size in place of " + size);
    }

    private void require(boolean fits, String otherwise) {
        if (!fits) {
            throw wrong(otherwise);
        }
    }

    private Problem wrong(String why) {
        var given = new ArrayList<String>();
        node.inputs().forEach(i -> given.add(i + known.getOrDefault(i, List.of())));
        return Problem.invalid("the node " + node.name() + " (" + spelled(node.op()) + ") " + why + "; it is given "
                + String.join(", ", given), "check that the checkpoint is complete and of the architecture it was taken for");
    }
}
