package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphTest {

    private final Drawing draw = new Drawing(name -> new int[] {3, 2});

    private static Map<String, int[]> bind(Graph graph, Object... given) {
        var shapes = new HashMap<String, int[]>();
        for (int i = 0; i < given.length; i += 2) {
            shapes.put((String) given[i], (int[]) given[i + 1]);
        }
        return graph.bind(shapes);
    }

    private static int[] of(int... shape) {
        return shape;
    }

    private Graph linear() {
        String x = draw.input("x", "batch", 2);
        return draw.graph(draw.name(draw.linear(x, draw.weight("w"), null), "y"));
    }

    @Test
    void isReadByPeople() {
        assertEquals("""
                inputs [x[batch, 2]]
                w = weight[] {shape=[3, 2], tensor=w} : [3, 2]
                y = linear[x, w] : [batch, 3]
                outputs [y]
                """, linear().toString());
    }

    @Test
    void isReadByPeopleWhereItDoesNotFit() {
        String text = new Graph(List.of(), List.of(new Node("y", Op.ACTIVATE, List.of("x"), Map.of())), List.of("y")).toString();
        assertTrue(text.contains("the node y (activate) reads x"), text);
    }

    @Test
    void keepsOnlyWhatItsOutputsNeed() {
        String x = draw.input("x", "batch", 2);
        String a = draw.name(draw.activate(x, "silu"), "a");
        draw.name(draw.activate(a, "silu"), "b");
        Graph graph = draw.graph(draw.name(draw.linear(a, draw.weight("w"), null), "c"), "b");
        Graph less = graph.yielding(List.of("b"));
        assertEquals(List.of("a", "b"), less.nodes().stream().map(Node::name).toList());
        assertEquals(List.of("b"), less.outputs());
        assertEquals(4, graph.nodes().size());
        assertEquals(2, graph.count(Op.ACTIVATE));
    }

    @Test
    void rewritesOneKindOfNode() {
        Graph graph = linear();
        Graph marked = graph.rewrite(Op.LINEAR, n -> n.with("half", true));
        assertTrue(marked.byName().get("y").flag("half", false));
        assertEquals(graph.byName().get("w"), marked.byName().get("w"));
    }

    @Test
    void bindsSizesByName() {
        assertArrayEquals(of(7, 3), bind(linear(), "x", of(7, 2)).get("y"));
    }

    @Test
    void inputsThatAreMissingOrMisshapenAreNamed() {
        Graph graph = linear();
        Wrong.names(() -> bind(graph), "x[batch, 2]", "nothing");
        Wrong.names(() -> bind(graph, "z", of(7, 2)), "x[batch, 2]", "nothing");
        Wrong.names(() -> bind(graph, "x", of(7, 3)), "x[batch, 2]", "[7, 3]");
        Wrong.names(() -> bind(graph, "x", of(7, 2, 1)), "[7, 2, 1]");
        Wrong.names(() -> bind(graph, "x", of(0, 2)), "[0, 2]");
    }

    @Test
    void sizesOfOneNameAgree() {
        Graph graph = draw.graph(draw.add(draw.input("a", "n"), draw.input("b", "n")));
        Wrong.names(() -> bind(graph, "a", of(3), "b", of(4)), "b[n]", "[4]");
    }

    @Test
    void oneOrManyAgreesWithItsNameWhereverThatStands() {
        Graph graph = draw.graph(draw.multiply(draw.input("time", "1|batch"), draw.input("x", "batch")));
        assertArrayEquals(of(4), bind(graph, "time", of(1), "x", of(4)).get("%1"));
        assertArrayEquals(of(4), bind(graph, "time", of(4), "x", of(4)).get("time"));
        Wrong.names(() -> bind(graph, "time", of(3), "x", of(4)), "time[1|batch]", "[3]");
    }

    @Test
    void twoOfOneOrManyAreAlike() {
        Graph graph = draw.graph(draw.add(draw.input("x", "n"), draw.add(draw.input("a", "1|n"), draw.input("b", "1|n"))));
        Wrong.names(() -> bind(graph, "x", of(4), "a", of(1), "b", of(4)), "b[1|n]");
    }

    @Test
    void slicesOfNamedAxesAreCheckedOnceTheyAreBound() {
        Graph graph = draw.graph(draw.slice(draw.input("x", "tokens"), 0, 2, 5));
        assertArrayEquals(of(3), bind(graph, "x", of(5)).get("%1"));
        Wrong.names(() -> bind(graph, "x", of(4)), "%1", "beyond the end", "x[4]");
    }

    @Test
    void windowsMustFitOnceTheyAreBound() {
        String w = draw.node(Op.WEIGHT, List.of(), "tensor", "w", "shape", List.of(1, 1, 3, 3));
        String c = draw.node(Op.CONVOLVE, List.of(draw.input("x", 1, 1, "h", "w"), w));
        Wrong.names(() -> bind(draw.graph(c), "x", of(1, 1, 2, 9)), c, "makes nothing", "x[1, 1, 2, 9]");
    }

    @Test
    void statesGrow() {
        Graph graph = draw.graph(draw.name(draw.node(Op.STATE, List.of(draw.input("x", "batch", "tokens")), "axis", 1), "kept"));
        assertArrayEquals(of(1, 3), bind(graph, "x", of(1, 3)).get("kept"));
        assertArrayEquals(of(1, 8), bind(graph, "x", of(1, 3), "kept", of(1, 5)).get("kept"));
        Wrong.names(() -> bind(graph, "x", of(1, 3), "kept", of(1)), "kept (state)", "[1]", "x[1, 3]");
    }

    @Test
    void leavesOptionalInputsOut() {
        String x = draw.input("x", "batch", 2);
        String sum = draw.add(x, draw.optional("more", "batch", 2));
        Graph graph = draw.graph(draw.name(draw.concat(1, sum, draw.optional("beside", "batch", 3), x), "out"));
        Graph less = graph.without(Set.of("more", "beside"));
        assertEquals(List.of(new Node("out", Op.CONCAT, List.of("x", "x"), Map.of("axis", 1))), less.nodes());
        assertEquals("[batch, 4]", less.shapes().get("out").toString());
        assertEquals(List.of("x"), less.inputs().stream().map(Input::name).toList());
        assertSame(graph, graph.without(Set.of()));
    }

    @Test
    void anOutputThatOnlyAddedGivesWayToWhatItAddedTo() {
        String a = draw.name(draw.activate(draw.input("x", 2), "silu"), "a");
        Graph graph = draw.graph(draw.add(draw.add(a, draw.optional("r", 2)), draw.optional("s", 2)));
        assertEquals(List.of("a"), graph.without(Set.of("r", "s")).outputs());
    }

    @Test
    void whatIsNeededIsNotLeftOut() {
        String x = draw.input("x", 2);
        String r = draw.optional("r", 2);
        Graph added = draw.graph(draw.add(x, r));
        assertThrows(IllegalArgumentException.class, () -> added.without(Set.of("x")));
        assertThrows(IllegalArgumentException.class, () -> added.without(Set.of("%1")));
        Graph read = draw.graph(draw.activate(r, "silu"));
        assertThrows(IllegalArgumentException.class, () -> read.without(Set.of("r")));
        Graph joined = draw.graph(draw.concat(0, r, r));
        assertThrows(IllegalArgumentException.class, () -> joined.without(Set.of("r")));
    }
}
