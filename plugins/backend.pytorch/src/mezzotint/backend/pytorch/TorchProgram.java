package mezzotint.backend.pytorch;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/** A graph on libtorch. It is written out anew for each set of sizes, over one set of packed weights. */
final class TorchProgram implements Program {

    /** How many sizes stay compiled; those used last. */
    private static final int KEPT = 8;

    private final Graph graph;
    private final NDManager manager;
    private final PackedWeights weights;
    private final Map<Map<String, List<Integer>>, SizedProgram> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private SizedProgram current;

    /** @param manager owns what the program holds, and is closed with it */
    TorchProgram(Graph graph, Checkpoint checkpoint, NDManager manager) {
        this.graph = graph;
        this.manager = manager;
        this.weights = new PackedWeights(checkpoint, manager);
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        var given = new HashMap<String, int[]>();
        var key = new TreeMap<String, List<Integer>>();
        graph.inputs().stream().map(Input::name).filter(inputs::containsKey).forEach(name -> {
            int[] shape = inputs.get(name).shape();
            given.put(name, shape);
            key.put(name, Arrays.stream(shape).boxed().toList());
        });
        take(sizes.computeIfAbsent(key, k -> fit(given)));
        return current.run(inputs);
    }

    /** Gives the weights to the program for one size, after the one for another has let them go. */
    private void take(SizedProgram next) {
        if (next == current) {
            return;
        }
        if (current != null) {
            current.letGo();
        }
        current = next;
        next.take(weights);
        if (sizes.size() > KEPT) {
            sizes.remove(sizes.keySet().iterator().next()).close();
        }
    }

    private SizedProgram fit(Map<String, int[]> given) {
        Set<String> missing = graph.inputs().stream().filter(i -> i.optional() && !given.containsKey(i.name()))
                .map(Input::name).collect(Collectors.toSet());
        return new SizedProgram(Plan.of(graph.without(missing), given), manager);
    }

    @Override
    public long memory() {
        return weights.bytes();
    }

    @Override
    public void close() {
        sizes.values().forEach(SizedProgram::close);
        sizes.clear();
        manager.close();
    }
}
