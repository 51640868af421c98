package mezzotint.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves optional inputs out of a graph. */
final class Omission {

    private Omission() {}

    static Graph of(Graph graph, Set<String> names) {
        for (String name : names) {
            if (graph.inputs().stream().noneMatch(i -> i.name().equals(name) && i.optional())) {
                throw new IllegalArgumentException(name + " cannot be left out; the inputs are " + graph.inputs());
            }
        }
        Map<String, String> stands = new HashMap<>();
        var nodes = new ArrayList<Node>();
        for (Node node : graph.nodes()) {
            List<String> given = node.inputs().stream().filter(i -> !names.contains(i)).map(i -> stands.getOrDefault(i, i)).toList();
            boolean lost = given.size() < node.inputs().size();
            if (lost && (node.op() != Op.ADD && node.op() != Op.CONCAT || given.isEmpty())) {
                throw new IllegalArgumentException("the node " + node.name() + " cannot do without " + node.inputs());
            }
            if (lost && given.size() == 1) {
                stands.put(node.name(), given.get(0));
            } else {
                nodes.add(new Node(node.name(), node.op(), given, node.attributes()));
            }
        }
        return new Graph(graph.inputs().stream().filter(i -> !names.contains(i.name())).toList(), nodes,
                graph.outputs().stream().map(o -> stands.getOrDefault(o, o)).toList());
    }
}
