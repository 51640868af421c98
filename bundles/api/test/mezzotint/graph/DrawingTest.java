package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class DrawingTest {

    private final Drawing draw = new Drawing(name -> {
        if (!name.equals("w")) {
            throw Problem.invalid("there is no tensor " + name, "check the checkpoint");
        }
        return new int[] {2, 2};
    });

    @Test
    void inputsTakeNumbersNamesAndSizes() {
        draw.input("x", 1, "n", "1|n", Size.of("n").plus(Size.of(1)));
        draw.optional("y", 2);
        assertEquals("[x[1, n, 1|n, (n + 1)], y[2]?]", draw.graph("x").inputs().toString());
    }

    @Test
    void aWeightIsOneNodeHoweverOftenItIsUsed() {
        String x = draw.linear(draw.linear(draw.input("x", 2), draw.weight("w"), null), draw.weight("w"), null);
        Graph graph = draw.graph(x);
        assertEquals(1, graph.count(Op.WEIGHT));
        assertEquals(Map.of("tensor", "w", "shape", List.of(2, 2)), graph.byName().get("w").attributes());
    }

    @Test
    void weightsThatAreMissingAreNamed() {
        Wrong.names(() -> draw.weight("v"), "no tensor v");
    }

    @Test
    void aNameIsGivenOnce() {
        String x = draw.input("x", 2);
        draw.name(draw.activate(x, "silu"), "mid");
        String other = draw.activate("mid", "silu");
        assertThrows(IllegalArgumentException.class, () -> draw.name(other, "mid"));
        assertThrows(IllegalArgumentException.class, () -> draw.name("%99", "late"));
        assertEquals(List.of("mid", other), draw.graph(other).nodes().stream().map(Node::name).toList());
    }

    @Test
    void whatNoOutputNeedsIsLeftOut() {
        String x = draw.input("x", 2);
        draw.activate(x, "tanh");
        assertEquals(1, draw.graph(draw.activate(x, "silu")).nodes().size());
    }
}
