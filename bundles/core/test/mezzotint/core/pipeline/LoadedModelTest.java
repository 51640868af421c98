package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LoadedModelTest {

    private static Graph graph(String weight) {
        var draw = new Drawing(tensor -> new int[] {2, 2});
        return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 2), draw.weight(weight), null), "y"));
    }

    private static LoadedModel model(Checkpoint checkpoint) {
        Graph graph = graph("w");
        var networks = new Networks(graph, graph, graph, Map.of(), "none", Prediction.NOISE, null, new Latents(1, 8, List.of()));
        return new LoadedModel(null, new Weights(checkpoint), networks, List.of(), null, UnaryOperator.identity(), null);
    }

    private record Weights(Checkpoint checkpoint) implements LoadedWeights {

        @Override
        public Program program(Graph graph) {
            throw new AssertionError("nothing is run");
        }

        @Override
        public List<Placement> placements() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private static MemoryCheckpoint weights(float... values) {
        return MemoryCheckpoint.of(Map.of("w", Tensor.of(values, 2, 2), "unused", Tensor.of(new float[] {Float.NaN}, 1)));
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
