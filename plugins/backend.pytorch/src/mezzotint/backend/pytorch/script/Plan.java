package mezzotint.backend.pytorch.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;

/**
 * A graph whose sizes are known, on its way to a program. Fusions answer with a new plan, in which
 * a node may carry the marks that the emitters understand ({@link Marks}).
 *
 * @param inputs names of the values given at each run
 * @param shapes of every input and node, in row-major order
 */
public record Plan(List<String> inputs, Map<String, Node> nodes, List<String> outputs, Map<String, int[]> shapes) {

    public static Plan of(Graph graph, Map<String, int[]> given) {
        List<String> inputs = graph.inputs().stream().map(i -> i.name()).toList();
        return new Plan(inputs, graph.byName(), graph.outputs(), graph.bind(given)).weightsFirst();
    }

    /** In this order a fusion may put a node that reads weights anywhere. */
    private Plan weightsFirst() {
        Map<String, Stage> stages = Stage.of(this);
        var sorted = new LinkedHashMap<String, Node>();
        for (boolean early : new boolean[] {true, false}) {
            nodes.values().stream().filter(n -> early == (stages.get(n.name()) == Stage.WEIGHTS)).forEach(n -> sorted.put(n.name(), n));
        }
        return new Plan(inputs, sorted, outputs, shapes);
    }

    public int[] shape(String name) {
        return shapes.get(name);
    }

    /** How many nodes and outputs read each value. */
    public Map<String, Integer> uses() {
        var uses = new HashMap<String, Integer>();
        nodes.values().forEach(n -> n.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
        outputs.forEach(o -> uses.merge(o, 1, Integer::sum));
        return uses;
    }

    /** The plan in which each node of the map stands for the one of its name, less those that nobody needs. */
    public Plan with(Map<String, Node> replaced) {
        var all = new LinkedHashMap<String, Node>();
        nodes.forEach((name, node) -> all.put(name, replaced.getOrDefault(name, node)));
        return new Plan(inputs, all, outputs, shapes).pruned();
    }

    /** The plan with more nodes as soon as a value is known that they read: an input, or a node. */
    public Plan withAfter(String place, Added more) {
        Map<String, Stage> stages = Stage.of(this);
        var all = new LinkedHashMap<String, Node>();
        boolean open = true;
        for (Node node : nodes.values()) {
            boolean here = inputs.contains(place) ? stages.get(node.name()) != Stage.WEIGHTS : all.containsKey(place);
            if (open && here) {
                more.nodes().forEach(m -> all.put(m.name(), m));
                open = false;
            }
            all.put(node.name(), node);
        }
        var known = new HashMap<>(shapes);
        known.putAll(more.shapes());
        return new Plan(inputs, all, outputs, known);
    }

    private Plan pruned() {
        var kept = new Graph(List.of(), new ArrayList<>(nodes.values()), outputs).yielding(outputs).byName();
        return new Plan(inputs, kept, outputs, shapes);
    }
}
