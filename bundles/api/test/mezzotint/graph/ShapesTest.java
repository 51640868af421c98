package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapesTest {

    private final Drawing draw = new Drawing(name -> {
        throw new AssertionError(name);
    });
    private int weights;

    private String weight(int... shape) {
        return draw.name(draw.node(Op.WEIGHT, List.of(), "tensor", "w", "shape", Arrays.stream(shape).boxed().toList()), "w" + ++weights);
    }

    private String picture() {
        return draw.input("x", "batch", 4, "height", "width");
    }

    private String shape(String node) {
        return draw.graph(node).shapes().get(node).toString();
    }

    private void wrong(String node, String... words) {
        Wrong.names(() -> draw.graph(node), words);
        Wrong.names(() -> draw.graph(node), node);
    }

    @Test
    void convolutionsSlideOverPictures() {
        assertEquals("[batch, 8, height, width]", shape(draw.convolve(picture(), weight(8, 4, 3, 3), weight(8), 1, 1)));
    }

    @Test
    void convolutionsWithAStrideCountWindows() {
        assertEquals("[batch, 8, windows((height + 2), 3, 2), windows((width + 2), 3, 2)]",
                shape(draw.convolve(picture(), weight(8, 4, 3, 3), weight(8), 2, 1)));
    }

    @Test
    void paddingStandsTopLeftBottomRight() {
        String x = draw.input("x", 1, 4, 10, 20);
        assertEquals("[1, 4, 14, 26]", shape(draw.node(Op.CONVOLVE, List.of(x, weight(4, 4, 1, 1)), "padding", List.of(1, 2, 3, 4))));
    }

    @Test
    void convolutionsNameTheNodeAndWhatItIsGiven() {
        wrong(draw.convolve(picture(), weight(8, 5, 3, 3), weight(8), 1, 1), "(convolve)", "x[batch, 4, height, width]", "w1[8, 5, 3, 3]");
        wrong(draw.convolve("x", weight(8, 4, 3, 3), weight(7), 1, 1), "bias", "w4[7]");
        wrong(draw.node(Op.CONVOLVE, List.of("x", weight(8, 2, 3, 3)), "groups", 3), "channels");
        wrong(draw.node(Op.CONVOLVE, List.of("x", weight(8, 4, 3, 3)), "padding", List.of(1, 1)), "padding");
    }

    @Test
    void windowsMustFit() {
        String x = draw.input("x", 1, 4, 2, 9);
        wrong(draw.convolve(x, weight(8, 4, 3, 3), weight(8), 1, 0), "makes nothing", "x[1, 4, 2, 9]");
    }

    @Test
    void linearsChangeTheLastAxis() {
        String x = draw.input("x", "batch", "tokens", 6);
        assertEquals("[batch, tokens, 9]", shape(draw.linear(x, weight(9, 6), weight(9))));
        wrong(draw.linear(x, weight(6, 9), null), "(linear)", "another width", "[6, 9]");
        wrong(draw.linear(x, weight(9, 6), weight(6)), "bias");
    }

    @Test
    void attentionKeepsTheTokensOfItsQueries() {
        String query = draw.input("q", "batch", "n", 6);
        String key = draw.input("k", "batch", "m", 6);
        assertEquals("[batch, n, 6]", shape(draw.attend(query, key, key, 3)));
        wrong(draw.attend(query, key, key, 4), "heads");
        wrong(draw.attend(query, key, query, 3), "number of keys");
        wrong(draw.attend(query, draw.input("wide", "batch", "m", 8), key, 2), "different widths");
        wrong(draw.attend(query, draw.input("other", "b", "m", 6), "other", 2), "batches");
    }

    @Test
    void attentionTakesAMaskOfItsScores() {
        String q = draw.input("q", "batch", "n", 6);
        String k = draw.input("k", "batch", "m", 6);
        assertEquals("[batch, n, 6]", shape(draw.node(Op.ATTEND, List.of(q, k, k, draw.input("mask", "n", "m")), "heads", 2)));
        wrong(draw.node(Op.ATTEND, List.of(q, k, k, draw.input("turned", "m", "n")), "heads", 2), "turned[m, n]");
    }

    @Test
    void normsScaleTheirAxis() {
        picture();
        assertEquals("[batch, 4, height, width]", shape(draw.groupNorm("x", weight(4), weight(4), 2, 1e-5)));
        wrong(draw.groupNorm("x", weight(4), weight(4), 3, 1e-5), "groups");
        wrong(draw.groupNorm("x", weight(2), weight(2), 2, 1e-5), "another length");
        wrong(draw.layerNorm("x", weight(4), weight(4), 1e-5), "another length");
    }

    @Test
    void sumsBroadcastFromTheLastAxis() {
        picture();
        assertEquals("[batch, 4, height, width]", shape(draw.add(weight(4, 1, 1), "x")));
        String one = draw.input("one", "1|batch", 4, 1, "width");
        assertEquals("[batch, 4, height, width]", shape(draw.multiply(one, "x")));
        wrong(draw.add("x", weight(4)), "cannot join", "x[batch, 4, height, width]", "[4]");
    }

    @Test
    void partsAreJoinedAlongOneAxis() {
        picture();
        assertEquals("[batch, 8, height, width]", shape(draw.concat(1, "x", "x")));
        wrong(draw.concat(2, "x", weight(1, 5, 1, 1)), "(concat)", "axis 2");
        wrong(draw.concat(4, "x", "x"), "no axis 4");
    }

    @Test
    void slicesStayWithin() {
        picture();
        assertEquals("[batch, 2, height, width]", shape(draw.slice("x", 1, 2, 4)));
        wrong(draw.slice("x", 1, 2, 5), "beyond the end");
        wrong(draw.slice("x", 1, 2, 2), "empty");
        wrong(draw.slice("x", 1, -1, 2), "empty");
        wrong(draw.slice("x", -1, 0, 2), "no axis -1");
    }

    @Test
    void rearrangesByPattern() {
        picture();
        String rows = draw.rearrange("x", "b c h w -> b (h w) c");
        assertEquals("[batch, height*width, 4]", shape(rows));
        assertEquals("[batch, 4, height, width]", shape(draw.rearrange(rows, "b (h w) c -> b c h w", "x", "_ _ h w")));
        assertEquals("[batch, height, width, 2, 2]",
                shape(draw.node(Op.REARRANGE, List.of("x"), "pattern", "b (c k) h w -> b h w k c", "k", 2)));
    }

    @Test
    void patternsThatLoseOrInventNamesAreRefused() {
        picture();
        wrong(draw.rearrange("x", "b c h w -> b c h"), "w once on each side");
        wrong(draw.rearrange("x", "b c h w -> b c h w k"), "k once on each side");
        wrong(draw.rearrange("x", "b c h h -> b c h"), "h once on each side");
    }

    @Test
    void patternsThatDoNotFitAreRefused() {
        picture();
        wrong(draw.rearrange("x", "b h w -> b w h"), "takes 3 axes");
        wrong(draw.rearrange("x", "b (c k) h w -> b c k h w"), "[c, k] open");
        wrong(draw.rearrange("x", "b 1 h w -> b h w"), "cannot split 4 into []");
        wrong(draw.node(Op.REARRANGE, List.of("x"), "pattern", "b (c k) h w -> b c k h w", "k", 3), "cannot split 4");
    }

    @Test
    void picturesGrowToTwiceTheirSizeOrToThatOfAnother() {
        String x = draw.input("x", 1, 4, 3, 5);
        assertEquals("[1, 4, 6, 10]", shape(draw.node(Op.UPSAMPLE, List.of(x))));
        assertEquals("[1, 4, h, w]", shape(draw.node(Op.UPSAMPLE, List.of(x, draw.input("like", 1, 2, "h", "w")))));
    }

    @Test
    void rowsAndTimesBecomeVectors() {
        assertEquals("[batch, tokens, 6]", shape(draw.node(Op.EMBED, List.of(draw.input("ids", "batch", "tokens"), weight(99, 6)))));
        assertEquals("[1|batch, 8]", shape(draw.node(Op.TIME_EMBED, List.of(draw.input("time", "1|batch")), "width", 8)));
    }

    @Test
    void keysAndValuesThatAreKeptFitEachOther() {
        String x = draw.input("x", "batch", "tokens", 6);
        String keys = draw.node(Op.STATE, List.of(x), "axis", 1);
        assertEquals("[batch, all tokens, 6]", shape(keys));
        assertEquals("[batch, tokens, 6]", shape(draw.attend(x, keys, draw.node(Op.STATE, List.of(x), "axis", 1), 2)));
    }

    @Test
    void missingThingsAreNamed() {
        picture();
        wrong(draw.node(Op.ADD, List.of("x")), "lacks its input 1");
        wrong(draw.node(Op.ACTIVATE, List.of("nobody")), "nobody");
        wrong(draw.node(Op.CONCAT, List.of("x", "x")), "lacks the attribute axis");
        wrong(draw.node(Op.WEIGHT, List.of(), "tensor", "t"), "lacks the attribute shape");
        Wrong.names(() -> draw.graph("gone"), "gone");
    }

    @Test
    void namesStandOnce() {
        var input = new Input("x", List.of(Size.of(1)), false);
        var node = new Node("x", Op.ACTIVATE, List.of("x"), Map.of());
        Wrong.names(() -> new Graph(List.of(input, input), List.of(), List.of("x")).shapes(), "two inputs called x");
        Wrong.names(() -> new Graph(List.of(input), List.of(node), List.of("x")).shapes(), "the node x", "taken");
    }
}
