package mezzotint.backend.java;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** A graph with its weights, and a plan for each set of shapes it has met. */
final class JavaProgram implements Program {

    private final Graph graph;
    private final Checkpoint weights;
    private final Map<String, Values> constants = new HashMap<>();
    private final Map<Map<String, List<Integer>>, Plan> plans = new HashMap<>();

    JavaProgram(Graph graph, Checkpoint weights) {
        this.graph = graph;
        this.weights = weights;
        graph.nodes().stream().filter(n -> n.op() == Op.WEIGHT).forEach(n -> weights.shape(n.text("tensor")));
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        var values = new HashMap<String, Values>();
        var shapes = new HashMap<String, int[]>();
        for (Input input : graph.inputs()) {
            Tensor given = inputs.get(input.name());
            if (given != null) {
                values.put(input.name(), Values.of(given));
                shapes.put(input.name(), given.shape());
            }
        }
        Plan plan = plans.get(Plan.key(shapes));
        if (plan == null) {
            plan = plan(shapes);
            plans.put(Plan.key(shapes), plan);
        }
        Graph used = graph.without(missing(shapes.keySet()));
        constants(plan, used.outputs()).forEach(name -> values.put(name, constants.get(name)));
        plan.run(values);
        return outputs(used, values);
    }

    private Plan plan(Map<String, int[]> shapes) {
        Graph used = graph.without(missing(shapes.keySet()));
        used = used.yielding(used.outputs());
        return new Plan(used, used.bind(shapes));
    }

    private Set<String> missing(Set<String> given) {
        var missing = new LinkedHashSet<String>();
        graph.inputs().stream().filter(i -> i.optional() && !given.contains(i.name())).forEach(i -> missing.add(i.name()));
        return missing;
    }

    /** Works out the constants that the steps or the outputs read, where that is not done yet. */
    private Set<String> constants(Plan plan, List<String> outputs) {
        var read = new LinkedHashSet<>(outputs);
        plan.steps().forEach(s -> read.addAll(s.node().inputs()));
        read.retainAll(plan.constant().keySet());
        for (String name : read) {
            if (!constants.containsKey(name)) {
                constants.put(name, constant(plan, name));
            }
        }
        return read;
    }

    private Values constant(Plan plan, String name) {
        Plan.Step step = plan.constant().get(name);
        Node node = step.node();
        if (constants.containsKey(name)) {
            return constants.get(name);
        }
        return node.op() == Op.WEIGHT
                ? weight(node, step.shape())
                : Kernels.run(node, node.inputs().stream().map(i -> constant(plan, i)).toList(), step.shape());
    }

    private Values weight(Node node, int[] shape) {
        Values found = Values.of(weights.tensor(node.text("tensor")));
        if (found.data().length != Values.count(shape, 0, shape.length)) {
            throw Problem.invalid("the tensor " + node.text("tensor") + " holds " + found.data().length + " values, not "
                    + List.of(Arrays.stream(shape).boxed().toArray()), "take the checkpoint the graph was drawn for");
        }
        return new Values(found.data(), shape);
    }

    /** The graph's names for its outputs, where a missing input may have put another node in place. */
    private Map<String, Tensor> outputs(Graph used, Map<String, Values> values) {
        var out = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < used.outputs().size(); i++) {
            Values value = values.get(used.outputs().get(i));
            out.put(graph.outputs().get(i), Tensor.of(value.data(), value.shape()));
        }
        return out;
    }

    @Override
    public long memory() {
        return constants.values().stream().mapToLong(v -> 4L * v.data().length).sum();
    }

    @Override
    public void close() {
        constants.clear();
        plans.clear();
    }
}
