package mezzotint.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;

/** A model in memory: its checkpoint, its networks, and the programs made of them so far. */
final class LoadedModel implements AutoCloseable {

    private final Checkpoint checkpoint;
    private final Networks networks;
    private final Map<Graph, Program> programs = new HashMap<>();

    LoadedModel(Checkpoint checkpoint, Networks networks) {
        this.checkpoint = checkpoint;
        this.networks = networks;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Networks networks() {
        return networks;
    }

    /** The programs of this model on an engine, compiled when they are first asked for. */
    Programs on(Backend<Record> backend, Record params, UnaryOperator<Graph> optimizers) {
        List<Device> devices = backend.devices();
        if (devices.isEmpty()) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "the chosen engine finds no device to run on", "choose another engine");
        }
        return graph -> {
            Graph optimized = optimizers.apply(graph);
            synchronized (programs) {
                return programs.computeIfAbsent(optimized, g -> backend.compile(g, checkpoint, devices.get(0), params));
            }
        };
    }

    /** Where the programs of graphs come from. */
    @FunctionalInterface
    interface Programs {
        Program of(Graph graph);
    }

    @Override
    public void close() {
        programs.values().forEach(Program::close);
        checkpoint.close();
    }
}
