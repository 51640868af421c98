package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.graph.Drawing;
import mezzotint.graph.Effect;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Optimizer;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each contract of what handles models finds a plugin that breaks it. */
class EngineContractsTest {

    private static final MemoryCheckpoint MODEL = MemoryCheckpoint.of(Map.of("a", MemoryCheckpoint.random(2, 3)));

    @TestFactory
    Stream<DynamicTest> optimizers() {
        return Stream.of(
                broken("loses an output", new Broken(g -> g.yielding(List.of(g.nodes().get(0).name())))::keepsInputsAndOutputs),
                broken("asks for a weight of its own", new Broken(g -> g.rewrite(Op.WEIGHT, n -> n.with("tensor", "mine")))::asksForNoOtherWeights),
                broken("does nothing", new Broken(g -> g)::findsSomethingToDo),
                broken("meddles", new Broken(g -> g.rewrite(Op.ADD, n -> new Node(n.name(), Op.MULTIPLY, n.inputs(), Map.of())))::leavesAloneWhatCannotBeImproved));
    }

    @TestFactory
    Stream<DynamicTest> engines() {
        return Stream.of(
                broken("computes something else", new Engine(x -> Map.of("out", x.times(3)))::computesWhatItKnowsAndNamesWhatItDoesNot),
                broken("crashes at what it does not know", new Engine(x -> {
                    throw new IllegalStateException("out");
                })::computesWhatItKnowsAndNamesWhatItDoesNot),
                broken("does not say what it does not know", new Engine(x -> {
                    throw new Problem(Problem.Kind.UNSUPPORTED, "no", "no");
                })::computesWhatItKnowsAndNamesWhatItDoesNot));
    }

    @TestFactory
    Stream<DynamicTest> adapters() {
        return Stream.of(
                broken("changes nothing", adapter(g -> g)::changesSomething),
                broken("loses an output", adapter(g -> new Graph(g.inputs(), g.nodes(), List.of()))::keepsInputsAndOutputs),
                broken("asks for a tensor that is nowhere", adapter(g -> g.rewrite(Op.WEIGHT, n -> n.with("tensor", "mine")))::asksForTensorsThatThereAre),
                broken("changes every network", adapter(g -> g.rewrite(Op.WEIGHT, n -> n.with("tensor", "a")))::leavesOtherModelsAlone),
                broken("is laid over the model alone", adapter(g -> g.rewrite(Op.WEIGHT, n -> n.with("tensor", "0123/a")))::isLaidOverAnother),
                broken("takes every file for its own", adapter(g -> g)::knowsItsOwnAlone));
    }

    @TestFactory
    Stream<DynamicTest> formats(@TempDir Path folder) {
        return Stream.of(
                broken("reads every file", () -> format(MODEL).takesFilesOfItsKindAlone(folder)),
                broken("finds nothing", () -> format(MemoryCheckpoint.of(Map.of())).readsEveryTensor(folder)),
                broken("takes half a file for a whole one", () -> format(MODEL).refusesADamagedFile(folder)));
    }

    private static DynamicTest broken(String how, Executable contract) {
        return DynamicTest.dynamicTest(how, () -> assertThrows(Throwable.class, contract));
    }

    /** An optimizer that does one thing. */
    private record Broken(UnaryOperator<Graph> change) implements OptimizerContract<None>, Optimizer<None> {

        @Override
        public Optimizer<None> optimizer() {
            return this;
        }

        @Override
        public Graph optimize(Graph graph, None params) {
            return change.apply(graph);
        }

        @Override
        public Effect forecast(Graph graph, None params) {
            return new Effect(1, 1, 0);
        }
    }

    /** What an engine makes of its input. */
    private interface Answer {
        Map<String, Tensor> to(Tensor x);
    }

    /** An engine that does one thing, whatever the graph is. */
    private record Engine(Answer answer) implements BackendContract<None>, Backend<None> {

        @Override
        public Backend<None> backend() {
            return this;
        }

        @Override
        public List<Device> devices() {
            return List.of(new Device("cpu", "CPU", 1));
        }

        @Override
        public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
            return new Program() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    return answer.to(inputs.get("x"));
                }

                @Override
                public long memory() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }

    private static AdapterContract<None> adapter(UnaryOperator<Graph> broken) {
        return new AdapterContract<>() {
            @Override
            public Adapter<None> adapter() {
                return new Adapter<>() {
                    @Override
                    public boolean reads(Checkpoint adapter) {
                        return true;
                    }

                    @Override
                    public Adapted adapt(Graph graph, Checkpoint adapter, String prefix, None params) {
                        return new Adapted(broken.apply(graph), Set.of("a"));
                    }
                };
            }

            @Override
            public Checkpoint model() {
                return MODEL;
            }

            @Override
            public Graph network() {
                var draw = new Drawing(MODEL::shape);
                return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 3), draw.weight("a"), null), "y"));
            }

            @Override
            public Checkpoint overlay() {
                return MODEL;
            }
        };
    }

    /** A format that takes every file for the same model. */
    private static CheckpointFormatContract format(Checkpoint always) {
        return new CheckpointFormatContract() {
            @Override
            public CheckpointFormat format() {
                return new CheckpointFormat() {
                    @Override
                    public boolean reads(Path file) {
                        return true;
                    }

                    @Override
                    public Checkpoint open(Path file) {
                        return always;
                    }
                };
            }

            @Override
            public Path write(Path folder) throws IOException {
                return Files.write(folder.resolve("model"), new byte[80]);
            }
        };
    }
}
