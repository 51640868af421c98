package mezzotint.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LoadedModelTest {

    private final List<String> closed = new ArrayList<>();

    private static Graph graph(String weight) {
        var draw = new Drawing(tensor -> new int[] {2, 2});
        return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 2), draw.weight(weight), null), "y"));
    }

    private static LoadedModel model(Checkpoint checkpoint) {
        Graph graph = graph("w");
        return new LoadedModel(checkpoint, new Networks(graph, graph, graph, List.of(), "none", Prediction.NOISE, null, new Latents(1, 8, List.of())));
    }

    private static MemoryCheckpoint weights(float... values) {
        return MemoryCheckpoint.of(Map.of("w", Tensor.of(values, 2, 2), "unused", Tensor.of(new float[] {Float.NaN}, 1)));
    }

    /** An engine whose programs throw when they are closed. */
    private final class Careless implements Backend<Record> {

        @Override
        public List<Device> devices() {
            return List.of(new Device("cpu", "CPU", 0));
        }

        @Override
        public Program compile(Graph graph, Checkpoint weights, Device device, Record params) {
            return new Program() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    return Map.of();
                }

                @Override
                public long memory() {
                    return 0;
                }

                @Override
                public void close() {
                    closed.add("program");
                    throw new IllegalStateException("it does not close");
                }
            };
        }
    }

    @Test
    void whatDoesNotCloseKeepsNothingElseOpen() {
        var checkpoint = (Checkpoint) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Checkpoint.class}, (proxy, method, args) -> {
            closed.add(method.getName());
            throw new IllegalStateException("nor does it");
        });
        LoadedModel model = model(checkpoint);
        LoadedModel.Programs programs = model.on(new Careless(), new None(), UnaryOperator.identity());
        programs.of(graph("a"));
        programs.of(graph("b"));
        model.close();
        assertEquals(List.of("program", "program", "close"), closed);
    }

    @TestFactory
    Stream<DynamicTest> weightsThatNoTrainingLeavesExplainWhatAnEngineGives() {
        return Stream.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 65504f, -1e30f).map(value -> DynamicTest.dynamicTest("" + value, () -> {
            Problem told = model(weights(0, 1, value, 1)).explained(fault("backend", Fault.Kind.NUMBER));
            assertEquals(Problem.Kind.INVALID, told.kind());
            assertTrue(told.getMessage().contains("its tensor w holds the value " + value), told.getMessage());
        }));
    }

    @Test
    void whatTheWeightsDoNotExplainIsTheEnginesMatter() {
        for (Problem problem : List.of(fault("backend", Fault.Kind.NUMBER), fault("backend", Fault.Kind.SHAPE), fault("sampler", Fault.Kind.NUMBER), Problem.invalid("a", "b"))) {
            assertSame(problem, model(weights(0, 1, -3, 100)).explained(problem));
        }
        Problem shape = fault("backend", Fault.Kind.SHAPE);
        assertSame(shape, model(weights(Float.NaN, 0, 0, 0)).explained(shape), "the weights are no excuse for another shape");
    }

    private static Problem fault(String hook, Fault.Kind kind) {
        return new Fault(Instant.EPOCH, "org.example", "1.0.0", hook, "x", "X", kind, "gave a value that is no number").problem(null);
    }
}
