package mezzotint.core.pipeline;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.core.guard.Suspect;
import mezzotint.core.registry.PluginLeases;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;

/**
 * The model of a walk: its networks, over its weights.
 *
 * @param networks with the adapters laid over them
 * @param adapters those of the walk, in their order
 * @param embeddings the words that files gave its vocabularies
 * @param optimizers what is done to a network before it is compiled
 */
record LoadedModel(Models.Card card, LoadedWeights weights, Networks networks, List<AdapterStack.Laid> adapters, TextualInversions.Result embeddings,
        UnaryOperator<Graph> optimizers, PluginLeases leases) {

    /** The largest number of 16 bits; the weights of trained networks are below 100. */
    private static final float LARGEST_WEIGHT = 65_504;

    /** The content of all files that have a part in it beside the model, in their order. */
    Stream<String> digests() {
        return Stream.concat(adapters.stream(), embeddings.laid().stream()).map(AdapterStack.Laid::sha256);
    }

    Program program(Graph network) {
        return weights.program(optimizers.apply(network));
    }

    CheckedNetwork network(Graph network) {
        return new CheckedNetwork(program(network), this::engine);
    }

    /** The engine that runs now, which the walk has in use. */
    private Object engine() {
        List<LoadedWeights.Placement> placements = weights.placements();
        return leases.lease(Backend.class, placements.get(placements.size() - 1).engine());
    }

    /**
     * What to tell of a problem in a walk with this model: an engine that gave what is no number did what it was told, if the weights hold
     * such, or are beyond what any training leaves.
     */
    Problem explained(Problem problem) {
        boolean number = Fault.behind(problem).filter(f -> Suspect.of(f).isEngine() && f.kind() == Fault.Kind.NUMBER).isPresent();
        return number ? tensors().flatMap(name -> wrong(name).stream()).findFirst().orElse(problem) : problem;
    }

    private Stream<String> tensors() {
        return Stream.concat(networks.texts().values().stream(), Stream.of(networks.denoiser(), networks.encoder(), networks.decoder()))
                .flatMap(graph -> graph.nodes().stream()).filter(node -> node.op() == Op.WEIGHT).map(node -> node.text("tensor"));
    }

    private Optional<Problem> wrong(String tensor) {
        FloatBuffer values = weights.checkpoint().tensor(tensor).buffer();
        for (int i = 0; i < values.limit(); i++) {
            if (!(Math.abs(values.get(i)) < LARGEST_WEIGHT)) {
                Optional<AdapterStack.Laid> adapter = adapters.stream().filter(laid -> tensor.startsWith(laid.sha256() + "/")).findFirst();
                String file = adapter.map(laid -> "file " + laid.name()).orElse("model");
                String name = adapter.map(laid -> tensor.substring(laid.sha256().length() + 1)).orElse(tensor);
                return Optional.of(Problem.invalid("the " + file + " cannot be used: its tensor " + name + " holds the value " + values.get(i),
                        "download it again"));
            }
        }
        return Optional.empty();
    }
}
