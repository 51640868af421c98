package mezzotint.core.memory;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.core.guard.Guard;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.slf4j.LoggerFactory;

/** A model in memory: its checkpoint, its networks, and the programs made of them so far. */
public final class LoadedModel implements AutoCloseable {

    /** The largest number of 16 bits; the weights of trained networks are below 100. */
    private static final float LARGEST_WEIGHT = 65_504;

    private final Checkpoint checkpoint;
    private final Networks networks;
    private final Map<Graph, Program> programs = new HashMap<>();

    LoadedModel(Checkpoint checkpoint, Networks networks) {
        this.checkpoint = checkpoint;
        this.networks = networks;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    public Networks networks() {
        return networks;
    }

    /** The programs of this model on an engine, compiled when they are first asked for. */
    public Programs on(Backend<Record> backend, Record params, UnaryOperator<Graph> optimizers) {
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
    public static Tensor only(Program program, Map<String, Tensor> inputs, int... shape) {
        Tensor output = program.run(inputs).values().stream().findFirst().orElseThrow(() -> Guard.blame(program, Fault.Kind.NOTHING, "gave no output"));
        return shaped(program, output, shape);
    }

    /** An output of a network, which is blamed if it is of another shape. */
    public static Tensor shaped(Program program, Tensor output, int... shape) {
        if (!Arrays.equals(output.shape(), shape)) {
            throw Guard.blame(program, Fault.Kind.SHAPE, "gave the shape " + Arrays.toString(output.shape()) + " where " + Arrays.toString(shape) + " is needed");
        }
        return output;
    }

    /**
     * What to tell of a problem in a walk with this model: an engine that gave what is no number did what it was told, if the weights hold
     * such, or are beyond what any training leaves.
     */
    public Problem explained(Problem problem) {
        boolean number = Fault.behind(problem).filter(f -> f.hook().equals("backend") && f.kind() == Fault.Kind.NUMBER).isPresent();
        return number ? weights().flatMap(name -> wrong(name).stream()).findFirst().orElse(problem) : problem;
    }

    private Stream<String> weights() {
        return Stream.concat(networks.texts().stream(), Stream.of(networks.denoiser(), networks.decoder()))
                .flatMap(graph -> graph.nodes().stream()).filter(node -> node.op() == Op.WEIGHT).map(node -> node.text("tensor"));
    }

    private Optional<Problem> wrong(String weight) {
        FloatBuffer values = checkpoint.tensor(weight).buffer();
        for (int i = 0; i < values.limit(); i++) {
            if (!(Math.abs(values.get(i)) < LARGEST_WEIGHT)) {
                return Optional.of(Problem.invalid("the model cannot be used: its tensor " + weight + " holds the value " + values.get(i), "download the model again"));
            }
        }
        return Optional.empty();
    }

    /** Where the programs of graphs come from. */
    @FunctionalInterface
    public interface Programs {
        Program of(Graph graph);
    }

    /** Closes all of it: what one part throws keeps no other from being closed, nor whoever closes from going on. */
    @Override
    public void close() {
        programs.values().forEach(program -> close("a network", program::close));
        close("the checkpoint", checkpoint::close);
    }

    private static void close(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(LoadedModel.class).warn("{} of a model that is put away does not close: {}", what, e.getMessage());
        }
    }
}
