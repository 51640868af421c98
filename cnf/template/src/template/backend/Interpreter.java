package template.backend;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/** Computes a graph node by node. */
final class Interpreter implements Program {

    private final Graph graph;
    private final Map<String, Tensor> weights;

    Interpreter(Graph graph, Checkpoint checkpoint) {
        this.graph = graph;
        this.weights = graph.nodes().stream().filter(n -> n.op() == Op.WEIGHT)
                .collect(Collectors.toMap(Node::name, n -> checkpoint.tensor(n.text("tensor"))));
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Graph bound = graph.without(graph.inputs().stream().filter(i -> i.optional() && !inputs.containsKey(i.name()))
                .map(i -> i.name()).collect(Collectors.toSet()));
        bound.bind(inputs.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().shape())));
        var values = new HashMap<>(inputs);
        for (Node node : bound.nodes()) {
            values.put(node.name(), compute(node, node.inputs().stream().map(values::get).toList()));
        }
        var outputs = new HashMap<String, Tensor>();
        for (int i = 0; i < bound.outputs().size(); i++) {
            // Where an input is missing, another node may stand in the place of an output.
            outputs.put(graph.outputs().get(i), values.get(bound.outputs().get(i)));
        }
        return outputs;
    }

    private Tensor compute(Node node, List<Tensor> given) {
        return switch (node.op()) {
            case WEIGHT -> weights.get(node.name());
            case SCALE -> given.get(0).map(v -> v * node.number("factor", 1) + node.number("offset", 0));
            case ADD -> given.get(0).plus(given.get(1));
            case MULTIPLY -> given.get(0).zip(given.get(1), (a, b) -> a * b);
            case LINEAR -> linear(given);
            default -> throw new IllegalStateException(node + " was compiled");
        };
    }

    private static Tensor linear(List<Tensor> given) {
        FloatBuffer x = given.get(0).buffer();
        FloatBuffer weight = given.get(1).buffer();
        int out = given.get(1).size(0);
        int in = given.get(1).size(1);
        float[] values = new float[given.get(0).size() / in * out];
        for (int i = 0; i < values.length; i++) {
            double sum = given.size() > 2 ? given.get(2).buffer().get(i % out) : 0;
            for (int j = 0; j < in; j++) {
                sum += (double) x.get(i / out * in + j) * weight.get(i % out * in + j);
            }
            values[i] = (float) sum;
        }
        int[] shape = given.get(0).shape();
        shape[shape.length - 1] = out;
        return Tensor.of(values, shape);
    }

    @Override
    public long memory() {
        return weights.values().stream().mapToLong(w -> 4L * w.size()).sum();
    }

    @Override
    public void close() {}
}
