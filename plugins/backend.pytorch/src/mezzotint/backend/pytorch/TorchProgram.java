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
import mezzotint.backend.pytorch.script.LinearKernel;
import mezzotint.backend.pytorch.script.Plan;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/** A graph on libtorch. It is written out anew for each set of sizes, over one set of packed weights. */
final class TorchProgram implements Program {

    /** How many sizes stay compiled; those used last. */
    private static final int KEPT = 8;

    private final Graph graph;
    private final LinearKernel kernel;
    private final NDManager manager;
    private final PackedWeights weights;
    private final Map<Map<String, List<Integer>>, SizedProgram> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private SizedProgram current;

    /** @param manager owns what the program holds, and is closed with it */
    TorchProgram(Graph graph, Checkpoint checkpoint, LinearKernel kernel, NDManager manager) {
        this.kernel = kernel;
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
        return named(current.run(inputs));
    }

    /** Gives the weights to the program for one size, after the one for another has let them go. */
    private void take(SizedProgram next) {
        if (next == current) {
            return;
        }
        if (current != null) {
            current.letGo();
        }
        current = null; // or a size whose weights do not fit into memory would be taken for one that has them
        try {
            next.take(weights);
        } catch (RuntimeException | Error e) {
            next.letGo();
            throw e;
        }
        current = next;
        if (sizes.size() > KEPT) {
            sizes.remove(sizes.keySet().iterator().next()).close();
        }
    }

    private SizedProgram fit(Map<String, int[]> given) {
        Set<String> missing = graph.inputs().stream().filter(i -> i.optional() && !given.containsKey(i.name()))
                .map(Input::name).collect(Collectors.toSet());
        return new SizedProgram(Plan.of(graph.without(missing), given), kernel, manager);
    }

    /** The graph's names for its outputs, where an input that is missing may have put another node in place. */
    private Map<String, Tensor> named(List<Tensor> outputs) {
        var out = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < outputs.size(); i++) {
            out.put(graph.outputs().get(i), outputs.get(i));
        }
        return out;
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
