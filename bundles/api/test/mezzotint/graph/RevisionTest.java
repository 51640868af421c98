package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static Graph product() {
        var draw = new Drawing(tensor -> new int[] {2, 3});
        return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 3), draw.weight("w"), null), "y"));
    }

    private static Graph added(Graph graph, String tensor, int... shape) {
        var revision = new Revision(graph);
        revision.replace("w", w -> revision.node(Op.ADD, List.of(w, revision.weight(tensor, shape))));
        return revision.graph();
    }

    @Test
    void whatReplacesAValueHasItsName() {
        Graph graph = added(product(), "d", 2, 3);
        assertEquals(List.of("d", "w before", "w", "y"), graph.nodes().stream().map(Node::name).toList());
        assertEquals(List.of("x", "w"), graph.byName().get("y").inputs());
        assertEquals("w", graph.byName().get("w before").text("tensor"));
    }

    @Test
    void isRevisedAgainAndAgain() {
        Graph twice = added(added(product(), "d", 2, 3), "d", 2, 3);
        assertEquals(2, twice.count(Op.ADD));
        assertEquals(List.of("w"), twice.nodes().stream().filter(n -> n.op() == Op.WEIGHT && n.text("tensor").equals("w")).map(n -> n.text("tensor")).toList());
        assertEquals(twice.shapes().get("y"), product().shapes().get("y"));
    }

    @Test
    void losesWhatNothingReads() {
        var revision = new Revision(product());
        revision.replace("w", w -> revision.node(Op.SCALE, List.of(revision.weight("other", 2, 3)), "factor", 2.0));
        assertEquals(List.of("other", "w", "y"), revision.graph().nodes().stream().map(Node::name).toList());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> added(product(), "d", 3, 2)).kind());
        assertThrows(IllegalArgumentException.class, () -> new Revision(product()).replace("z", z -> z));
        assertThrows(IllegalArgumentException.class, () -> {
            var revision = new Revision(product());
            revision.replace("w", w -> "x");
        });
    }
}
