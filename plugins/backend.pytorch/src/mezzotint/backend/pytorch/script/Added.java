package mezzotint.backend.pytorch.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/**
 * Nodes that are to join a plan.
 *
 * @param name prefix of their names
 */
public record Added(String name, List<Node> nodes, Map<String, int[]> shapes) {

    public Added(String name) {
        this(name, new ArrayList<>(), new HashMap<>());
    }

    /** Adds a node, and answers with its name. */
    public String node(String part, Op op, List<String> inputs, Map<String, Object> attributes, int... shape) {
        String full = name + ", " + part;
        nodes.add(new Node(full, op, inputs, attributes));
        shapes.put(full, shape);
        return full;
    }
}
