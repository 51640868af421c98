package mezzotint.backend.java;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/** A graph bound to the shapes of its inputs: what to compute in turn, and what to forget when. */
final class Plan {

    /**
     * @param shape of the value it makes
     * @param done names of the values it is the last to read
     */
    record Step(Node node, int[] shape, List<String> done) {}

    private final Map<String, Step> constant = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Plan(Graph graph, Map<String, int[]> shapes) {
        var varying = new HashSet<String>();
        graph.inputs().forEach(i -> varying.add(i.name()));
        for (Step step : transposed(graph, shapes)) {
            if (step.node.inputs().stream().noneMatch(varying::contains)) {
                constant.put(step.node.name(), step);
            } else {
                varying.add(step.node.name());
                steps.add(step);
            }
        }
        forget(new HashSet<>(graph.outputs()));
    }

    /** The nodes, with the weight of every linear one turned so that its outputs lie side by side. */
    private static List<Step> transposed(Graph graph, Map<String, int[]> shapes) {
        var out = new LinkedHashMap<String, Step>();
        for (Node node : graph.nodes()) {
            Node turned = node;
            if (node.op() == Op.LINEAR) {
                String weight = node.inputs().get(1);
                String name = weight + " transposed";
                int[] shape = shapes.get(weight);
                out.putIfAbsent(name, new Step(new Node(name, Op.REARRANGE, List.of(weight), Map.of("pattern", "o i -> i o")),
                        new int[] {shape[1], shape[0]}, List.of()));
                var inputs = new ArrayList<>(node.inputs());
                inputs.set(1, name);
                turned = new Node(node.name(), node.op(), inputs, node.attributes());
            }
            out.put(turned.name(), new Step(turned, shapes.get(node.name()), List.of()));
        }
        return List.copyOf(out.values());
    }

    private void forget(Set<String> kept) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            List<String> done = step.node.inputs().stream().filter(kept::add).toList();
            steps.set(i, new Step(step.node, step.shape, done));
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** The nodes that come from weights alone, by name. */
    Map<String, Step> constant() {
        return constant;
    }

    /** Runs the steps; {@code values} holds the inputs and constants, then what is left at the end. */
    void run(Map<String, Values> values) {
        for (Step step : steps) {
            List<Values> in = step.node.inputs().stream().map(values::get).toList();
            values.put(step.node.name(), Kernels.run(step.node, in, step.shape));
            step.done.forEach(values::remove);
        }
    }

    /** The shapes given, as a key to find a plan by. */
    static Map<String, List<Integer>> key(Map<String, int[]> shapes) {
        var key = new HashMap<String, List<Integer>>();
        shapes.forEach((name, shape) -> key.put(name, Arrays.stream(shape).boxed().toList()));
        return key;
    }
}
