package mezzotint.backend.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.BackendContract;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.Test;

class JavaBackendTest implements BackendContract<None> {

    private final Map<String, Tensor> weights = Map.of("w", Bench.random(3, 2), "b", Bench.random(3));

    @Override
    public JavaBackend backend() {
        return new JavaBackend();
    }

    private Graph graph() {
        var drawing = new Drawing(t -> weights.get(t).shape());
        String x = drawing.input("x", "batch", 2);
        String more = drawing.optional("more", "batch", 3);
        String bias = drawing.add(drawing.weight("b"), drawing.weight("b"));
        String y = drawing.linear(x, drawing.weight("w"), bias);
        return drawing.graph(drawing.name(drawing.add(y, more), "out"));
    }

    @Test
    void leavesOutWhatIsOptionalAndBindsEachBatch() {
        try (var program = backend().compile(graph(), MemoryCheckpoint.of(weights), backend().devices().get(0), new None())) {
            for (int batch = 1; batch < 4; batch++) {
                Tensor x = Bench.random(batch, 2);
                Tensor more = Bench.random(batch, 3);
                Tensor plain = program.run(Map.of("x", x)).get("out");
                Tensor both = program.run(Map.of("x", x, "more", more)).get("out");
                Bench.check(plain, new int[] {batch, 3}, i -> expected(x, i));
                Bench.check(both, new int[] {batch, 3}, i -> expected(x, i) + Bench.at(more, i));
            }
            assertEquals(4 * (6 + 3), program.memory(), "the weight and the bias, each once");
        }
    }

    private double expected(Tensor x, int... i) {
        Tensor w = weights.get("w");
        return 2 * Bench.at(weights.get("b"), i[1]) + Bench.at(x, i[0], 0) * Bench.at(w, i[1], 0) + Bench.at(x, i[0], 1) * Bench.at(w, i[1], 1);
    }

    @Test
    void namesTheNodeItCannotRun() {
        var problem = assertThrows(Problem.class, () -> Bench.run(Op.STATE, List.of(Bench.random(1, 2)), "axis", 1));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        assertTrue(problem.getMessage().contains("%1"), problem.getMessage());
    }
}
