package mezzotint.engines;

import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.tensor.Tensor;

/** A network as its users see it: each call is made where the weights are placed then. */
record PlacedProgram(PlacedWeights weights, Graph graph) implements Program {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return weights.run(graph, inputs);
    }

    @Override
    public long memory() {
        return weights.memory(graph);
    }

    /** The weights keep it until they are given back. */
    @Override
    public void close() {}
}
