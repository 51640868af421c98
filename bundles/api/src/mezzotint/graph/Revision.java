package mezzotint.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A graph being changed value by value. Whatever is drawn in place of a value takes over its name, so that whoever reads it reads what it has
 * become, and the next revision finds it by that name again.
 */
public final class Revision {

    private final Graph graph;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, List<Node>> replaced = new HashMap<>();
    private final Map<String, Node> weights = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private List<Node> drawn = new ArrayList<>();
    private int unnamed;

    public Revision(Graph graph) {
        this.graph = graph;
        graph.inputs().forEach(input -> names.add(input.name()));
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
        names.addAll(nodes.keySet());
    }

    /**
     * Puts another value in the place of one.
     *
     * @param name of a node that was not replaced yet
     * @param change draws the other value by the methods of this revision, from the name by which the value is known from here on, and answers with
     *     the name of a node it has drawn
     */
    public void replace(String name, UnaryOperator<String> change) {
        Node before = nodes.get(name);
        if (before == null || replaced.containsKey(name)) {
            throw new IllegalArgumentException("no node is called " + name + ", or it was replaced before");
        }
        String old = fresh(name + " before");
        drawn = new ArrayList<>(List.of(new Node(old, before.op(), before.inputs(), before.attributes())));
        String made = change.apply(old);
        Node last = drawn.remove(drawn.size() - 1);
        if (!last.name().equals(made)) {
            throw new IllegalArgumentException("what takes the place of " + name + " must be the node drawn last");
        }
        drawn.add(new Node(name, last.op(), last.inputs(), last.attributes()));
        replaced.put(name, drawn);
    }

    /** A node with attributes given as name, value, name, value; answers with its name. */
    public String node(Op op, List<String> inputs, Object... attributes) {
        String name = fresh("%");
        drawn.add(Node.drawn(name, op, inputs, attributes));
        return name;
    }

    /** A tensor of a checkpoint; the same node each time it is asked for. */
    public String weight(String tensor, int... shape) {
        return weights.computeIfAbsent(tensor, t -> new Node(fresh(t), Op.WEIGHT, List.of(),
                Map.of("tensor", t, "shape", Arrays.stream(shape).boxed().toList()))).name();
    }

    private String fresh(String wanted) {
        String name = wanted.equals("%") ? "%" + ++unnamed : wanted;
        while (!names.add(name)) {
            name = wanted + " " + ++unnamed;
        }
        return name;
    }

    /**
     * The graph as it has become, without values that nothing reads any more.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} at the first node that does not fit
     */
    public Graph graph() {
        var nodes = new ArrayList<>(weights.values());
        graph.nodes().forEach(node -> nodes.addAll(replaced.getOrDefault(node.name(), List.of(node))));
        Graph revised = new Graph(graph.inputs(), nodes, graph.outputs()).yielding(graph.outputs());
        revised.shapes();
        return revised;
    }
}
