package mezzotint.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

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

    /** The one output of a network, which is blamed if it is of another shape. */
    static Tensor only(Program program, Map<String, Tensor> inputs, int... shape) {
        Tensor output = program.run(inputs).values().stream().findFirst().orElseThrow(() -> Guard.blame(program, Fault.Kind.NOTHING, "gave no output"));
        return shaped(program, output, shape);
    }

    /** An output of a network, which is blamed if it is of another shape. */
    static Tensor shaped(Program program, Tensor output, int... shape) {
        if (!Arrays.equals(output.shape(), shape)) {
            throw Guard.blame(program, Fault.Kind.SHAPE, "gave the shape " + Arrays.toString(output.shape()) + " where " + Arrays.toString(shape) + " is needed");
        }
        return output;
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
