package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for every engine; skipped where it finds no device. */
public interface BackendContract<P extends Record> extends PluginContract {

    Backend<P> backend();

    @Override
    default Hook<?> plugin() {
        return backend();
    }

    @Test
    default void namesItsDevices() {
        var devices = backend().devices();
        devices.forEach(d -> assertTrue(!d.id().isBlank() && !d.label().isBlank() && d.memory() >= 0, d + " is no device"));
        assertEquals(devices.size(), devices.stream().map(d -> d.id()).distinct().count(), "two devices have one id");
    }

    /** Each operation gives what it should, or is refused with the node's name; one at least is known. */
    @Test
    default void computesWhatItKnowsAndNamesWhatItDoesNot() {
        var cases = cases();
        long known = cases.entrySet().stream().filter(c -> knows(c.getKey(), c.getValue())).count();
        assertTrue(known > 0, "it knows none of " + cases.size() + " operations");
    }

    private boolean knows(Graph graph, float[] expected) {
        try (Program program = compile(graph)) {
            Tensor out = program.run(Map.of("x", X)).get("out");
            assertArrayEquals(expected, out.toArray(), 1e-4f, graph.toString());
            assertTrue(program.memory() >= 0, "the program holds " + program.memory() + " bytes");
            return true;
        } catch (Problem e) {
            assertEquals(Problem.Kind.UNSUPPORTED, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("out"), () -> "the node's name, out, is missing: " + e.getMessage());
            return false;
        }
    }

    @Test
    default void tellsOfAMissingInput() {
        try (Program program = compile(firstKnown())) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> program.run(Map.of())).kind());
        }
    }

    @Test
    default void bindsEachSizeAnew() {
        Graph graph = firstKnown();
        try (Program program = compile(graph)) {
            for (int batch : new int[] {2, 1, 3, 2}) {
                Tensor x = MemoryCheckpoint.random(batch, 2);
                assertEquals(batch, program.run(Map.of("x", x)).get("out").size(0), "rows");
            }
        }
    }

    /** What a missing input would have been added to stands in its place, under the name that the graph has for it. */
    @Test
    default void namesOutputsAsTheGraphDoesWithoutAnOptionalInput() {
        var draw = new Drawing(WEIGHTS::shape);
        String scaled = draw.node(Op.SCALE, List.of(draw.input("x", "batch", 2)), "factor", 2.0, "offset", 1.0);
        Graph graph = draw.graph(draw.name(draw.add(scaled, draw.optional("y", "batch", 2)), "out"));
        try (Program program = compile(graph)) {
            assertArrayEquals(new float[] {3, -3, 2, 7}, program.run(Map.of("x", X)).get("out").toArray(), 1e-4f);
            assertArrayEquals(new float[] {4, -5, 2.5f, 10}, program.run(Map.of("x", X, "y", X)).get("out").toArray(), 1e-4f);
        } catch (Problem e) {
            assertEquals(Problem.Kind.UNSUPPORTED, e.kind(), e.getMessage());
        }
    }

    private Graph firstKnown() {
        return cases().entrySet().stream().filter(c -> knows(c.getKey(), c.getValue())).findFirst()
                .orElseThrow(() -> new AssertionError("it knows no operation")).getKey();
    }

    private Program compile(Graph graph) {
        Backend<P> backend = backend();
        assumeFalse(backend.devices().isEmpty(), "the engine finds no device here");
        return backend.compile(graph, WEIGHTS, backend.devices().get(0), Parameters.of(backend, Map.of()));
    }

    Tensor X = Tensor.of(new float[] {1, -2, 0.5f, 3}, 2, 2);
    MemoryCheckpoint WEIGHTS = MemoryCheckpoint.of(Map.of(
            "w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2), "b", Tensor.of(new float[] {10, 20, 30}, 3)));

    /** Graphs of one operation called out on the input x [batch, 2], with what they give for {@link #X}. */
    private static Map<Graph, float[]> cases() {
        var cases = new LinkedHashMap<Graph, float[]>();
        cases.put(graph(d -> d.node(Op.SCALE, List.of("x"), "factor", 2.0, "offset", 1.0)), new float[] {3, -3, 2, 7});
        cases.put(graph(d -> d.add("x", "x")), new float[] {2, -4, 1, 6});
        cases.put(graph(d -> d.multiply("x", "x")), new float[] {1, 4, 0.25f, 9});
        cases.put(graph(d -> d.linear("x", d.weight("w"), d.weight("b"))), new float[] {7, 15, 23, 16.5f, 33.5f, 50.5f});
        cases.put(graph(d -> d.activate("x", "relu")), new float[] {1, 0, 0.5f, 3});
        cases.put(graph(d -> d.node(Op.ACTIVATE, List.of("x"), "function", "leaky_relu", "slope", 0.25)), new float[] {1, -0.5f, 0.5f, 3});
        cases.put(graph(d -> d.activate("x", "silu")), new float[] {0.7310586f, -0.2384058f, 0.3112297f, 2.8577224f});
        cases.put(graph(d -> d.concat(1, "x", "x")), new float[] {1, -2, 1, -2, 0.5f, 3, 0.5f, 3});
        cases.put(graph(d -> d.slice("x", 1, 1, 2)), new float[] {-2, 3});
        cases.put(graph(d -> d.node(Op.LAYER_NORM, List.of("x"), "epsilon", 0.0)), new float[] {1, -1, -1, 1});
        return cases;
    }

    private static Graph graph(Function<Drawing, String> node) {
        var draw = new Drawing(WEIGHTS::shape);
        draw.input("x", "batch", 2);
        Graph graph = draw.graph(draw.name(node.apply(draw), "out"));
        assertFalse(graph.nodes().isEmpty());
        return graph;
    }
}
