package mezzotint.graph;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mezzotint.plugin.Problem;

/**
 * A network, free of any engine: named inputs, nodes in an order in which each follows its inputs,
 * and the names of its outputs, which are nodes. Immutable; an optimizer answers with a new graph.
 *
 * <p>{@link #toString} prints it for a person to read, a line for each node with the shape it has.
 */
public record Graph(List<Input> inputs, List<Node> nodes, List<String> outputs) {

    public Graph {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    /** The graph in which each node of one kind is replaced. */
    public Graph rewrite(Op op, UnaryOperator<Node> change) {
        return new Graph(inputs, nodes.stream().map(n -> n.op() == op ? change.apply(n) : n).toList(), outputs);
    }

    /** This graph with other nodes as its outputs, and without those that none of them needs. */
    public Graph yielding(List<String> names) {
        Map<String, Node> byName = byName();
        var needed = new HashSet<String>();
        var open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name) && byName.containsKey(name)) {
                open.addAll(byName.get(name).inputs());
            }
        }
        return new Graph(inputs, nodes.stream().filter(n -> needed.contains(n.name())).toList(), names);
    }

    /**
     * This graph without some optional inputs: what was added to another value or joined to it is
     * left out, and nothing else changes.
     *
     * @throws IllegalArgumentException if one of them is not optional, or is used otherwise
     */
    public Graph without(Set<String> names) {
        return names.isEmpty() ? this : Omission.of(this, names);
    }

    public long count(Op op) {
        return nodes.stream().filter(n -> n.op() == op).count();
    }

    /** The nodes by name, in their order. */
    public Map<String, Node> byName() {
        return nodes.stream().collect(Collectors.toMap(Node::name, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    /**
     * The shape of every input and node.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} at the first node that does not fit,
     *     naming it, what it was given and what it takes
     */
    public Map<String, List<Size>> shapes() {
        return Shapes.of(this);
    }

    /**
     * The shape of every input and node when the inputs have these shapes. A {@link Op#STATE} counts
     * as empty before the run, unless the shape it has is given too, under its node's name.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if an input is missing or does not fit, or
     *     leaves a node nothing to compute
     */
    public Map<String, int[]> bind(Map<String, int[]> given) {
        return Binding.of(this, given);
    }

    @Override
    public String toString() {
        Map<String, List<Size>> shapes;
        try {
            shapes = shapes();
        } catch (Problem e) {
            return "a graph that does not fit: " + e.getMessage() + '\n';
        }
        var out = new StringBuilder("inputs ").append(inputs).append('\n');
        for (Node n : nodes) {
            out.append(n.name()).append(" = ").append(Shapes.spelled(n.op())).append(n.inputs());
            out.append(n.attributes().isEmpty() ? "" : " " + n.attributes());
            out.append(" : ").append(shapes.get(n.name())).append('\n');
        }
        return out.append("outputs ").append(outputs).append('\n').toString();
    }
}
