package mezzotint.backend.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mezzotint.backend.pytorch.script.LinearKernel;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.libs.djl.Torch;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation against its definition. */
class OpsTest {

    static final Torch TORCH = new Torch(Path.of(System.getProperty(Torch.NATIVES)));

    private final MemoryCheckpoint weights = new MemoryCheckpoint("F32");
    private final Drawing draw = new Drawing(weights::shape);
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();

    private String w(String name, int... shape) {
        return draw.weight(weights.add(name, shape));
    }

    private String input(String name, int... shape) {
        inputs.put(name, random(name.hashCode(), shape));
        return draw.input(name, Arrays.stream(shape).boxed().toArray());
    }

    static Tensor random(int seed, int... shape) {
        var random = new Random(seed);
        return Tensor.zeros(shape).map(v -> random.nextGaussian());
    }

    private void agrees(String... outputs) {
        Graph graph = draw.graph(outputs);
        Map<String, Tensor> expected = Naive.run(graph, weights, inputs);
        for (LinearKernel kernel : LinearKernel.values()) {
            var pytorch = new PyTorch(TORCH, kernel);
            try (var program = pytorch.compile(graph, weights, pytorch.devices().get(0), new None())) {
                for (int run = 0; run < 2; run++) {
                    Map<String, Tensor> found = program.run(inputs);
                    expected.forEach((name, value) -> assertTrue(Naive.error(found.get(name), value) < 1e-5,
                            () -> name + " is off by " + Naive.error(found.get(name), value)));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,8,8,1,3,1,1,1,1,1", "2,6,5,1,3,1,1,1,1,1", "2,9,7,2,3,0,0,1,1,1", "1,8,8,2,3,1,1,1,1,2", "2,5,6,1,1,0,0,0,0,1", "1,8,6,1,3,0,1,2,0,1",
        "1,7,7,2,1,0,0,0,0,1", "1,1,1,1,3,1,1,1,1,1", "1,6,6,1,5,2,2,2,2,4"})
    void convolves(int batch, int height, int width, int stride, int window, int top, int left, int bottom, int right, int groups) {
        String x = input("x", batch, 8, height, width);
        String y = draw.node(Op.CONVOLVE, List.of(x, w("w", 12, 8 / groups, window, window), w("b", 12)),
                "stride", stride, "padding", List.of(top, left, bottom, right), "groups", groups);
        agrees(y, draw.node(Op.CONVOLVE, List.of(x, "w"), "stride", stride, "padding", List.of(top, left, bottom, right), "groups", groups));
    }

    @Test
    void addsToAConvolution() {
        String x = input("x", 2, 8, 6, 5);
        String w = w("w", 8, 8, 3, 3);
        String b = w("b", 8);
        String alive = draw.activate(x, "silu");
        String turned = draw.rearrange(draw.convolve(draw.rearrange(x, "b c h w -> b c w h"), w, b, 1, 1), "b c w h -> b c h w");
        agrees(draw.add(draw.convolve(x, w, b, 1, 1), alive), draw.activate(alive, "relu"), draw.add(draw.convolve(x, w, b, 1, 1), turned),
                draw.add(x, draw.convolve(x, w, b, 1, 1)), draw.add(draw.convolve(x, w, b, 1, 1), draw.convolve(alive, w, b, 1, 1)),
                draw.add(draw.convolve(x, w, b, 1, 1), input("channel", 8, 1, 1)));
    }

    @Test
    void convolvesOneChannel() {
        agrees(draw.convolve(draw.convolve(input("x", 1, 1, 5, 4), w("w", 1, 1, 3, 3), w("b", 1), 1, 1), "w", "b", 1, 1));
    }

    @Test
    void convolvesWithAWeightThatIsComputed() {
        String x = input("x", 2, 4, 6, 5);
        agrees(draw.convolve(x, input("weight", 6, 4, 3, 3), input("bias", 6), 2, 1), draw.convolve(x, input("small", 6, 4, 1, 1), "bias", 1, 0));
    }

    @Test
    void multipliesByMatrices() {
        agrees(draw.linear(input("rows", 2, 5, 6), w("w", 7, 6), w("b", 7)), draw.linear(input("row", 1, 6), "w", null));
    }

    @Test
    void doesWhatFollowsAProduct() {
        String x = input("x", 2, 5, 6);
        String y = input("y", 2, 5, 7);
        agrees(draw.add(draw.linear(x, w("w", 7, 6), w("b", 7)), y), draw.multiply(y, draw.linear(x, "w", "b")),
                draw.activate(draw.linear(x, "w", null), "gelu"), draw.add(draw.linear(x, "w", "b"), draw.linear(x, "w", null)),
                draw.multiply(draw.linear(x, "w", "b"), draw.activate(draw.linear(x, "w", "b"), "gelu")),
                draw.add(draw.linear(x, "w", "b"), input("row", 7)),
                draw.add(draw.convolve(input("p", 1, 4, 3, 5), w("q", 6, 4, 1, 1), w("c", 6), 1, 0), input("o", 1, 6, 3, 5)));
    }

    @ParameterizedTest
    @CsvSource({"1,false,5,7", "2,false,9,3", "3,true,6,6", "3,true,4,6"})
    void attends(int heads, boolean causal, int queries, int keys) {
        agrees(draw.node(Op.ATTEND, List.of(input("q", 2, queries, 12), input("k", 2, keys, 12), input("v", 2, keys, 12)), "heads", heads, "causal", causal));
    }

    @ParameterizedTest
    @CsvSource({"false,5;7", "true,5;7", "false,2;1;5;7", "true,3;1;7", "false,1;1;1;7"})
    void attendsWithAMask(boolean causal, String shape) {
        int[] mask = Arrays.stream(shape.split(";")).mapToInt(Integer::parseInt).toArray();
        agrees(draw.node(Op.ATTEND, List.of(input("q", 2, 5, 12), input("k", 2, 7, 12), input("v", 2, 7, 12), input("m", mask)), "heads", 3, "causal", causal));
    }

    @Test
    void attendsToItself() {
        String x = input("x", 2, 5, 6);
        String query = draw.linear(x, w("q", 12, 6), w("qb", 12));
        String key = draw.linear(x, w("k", 12, 6), w("kb", 12));
        agrees(draw.attend(query, key, draw.linear(x, w("v", 12, 6), w("vb", 12)), 3), draw.attend(draw.linear(x, "q", null),
                draw.linear(x, "k", null), draw.linear(x, "v", null), 2), draw.attend(query, key, draw.linear(x, "v", null), 2));
    }

    @Test
    void attendsToValuesOfAnotherWidth() {
        agrees(draw.attend(input("q", 1, 5, 12), input("k", 1, 7, 12), input("v", 1, 7, 6), 3));
    }

    @Test
    void normalizes() {
        String x = input("x", 2, 8, 5, 3);
        String rows = input("rows", 2, 3, 8);
        agrees(draw.groupNorm(x, w("w", 8), w("b", 8), 4, 1e-5), draw.groupNorm(input("flat", 2, 8, 5), "w", "b", 2, 1e-6),
                draw.layerNorm(rows, "w", "b", 1e-5), draw.node(Op.LAYER_NORM, List.of(rows), "epsilon", 1e-6),
                draw.node(Op.RMS_NORM, List.of(rows, "w"), "epsilon", 1e-6), draw.node(Op.RMS_NORM, List.of(rows), "epsilon", 1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silu", "gelu", "gelu_tanh", "quick_gelu", "tanh", "sigmoid", "relu", "leaky_relu"})
    void activates(String function) {
        String x = input("x", 2, 3, 4);
        agrees(draw.activate(x, function), draw.activate(draw.add(x, x), function));
    }

    @Test
    void leaksAsMuchAsIsSaid() {
        String x = input("x", 2, 3, 4);
        agrees(draw.node(Op.ACTIVATE, List.of(x), "function", "leaky_relu", "slope", 0.2));
    }

    @Test
    void joins() {
        String a = input("a", 2, 3, 4, 5);
        String b = input("b", 3, 1, 5);
        String sum = draw.add(a, b);
        agrees(sum, draw.add(b, a), draw.multiply(b, a), draw.multiply(draw.add(a, a), draw.add(a, a)), draw.add(sum, sum),
                draw.node(Op.SCALE, List.of(a), "factor", 0.5, "offset", -1.25), draw.node(Op.SCALE, List.of(draw.add(a, b)), "factor", 3));
    }

    @Test
    void movesValues() {
        String x = input("x", 2, 6, 4, 3);
        String tokens = draw.rearrange(x, "b c h w -> b (h w) c");
        agrees(draw.concat(1, x, x), draw.concat(3, x, input("y", 2, 6, 4, 2)), draw.slice(x, 1, 2, 5), draw.slice(x, 3, 1, 2), tokens,
                draw.rearrange(tokens, "b (h w) c -> b c h w", x, "_ _ h w"),
                draw.node(Op.REARRANGE, List.of(x), "pattern", "b (c p q) h w -> b c (h p) (w q)", "p", 2, "q", 3),
                draw.rearrange(input("t", 2, 5), "b c -> b c 1 1"), draw.rearrange(input("row", 1, 5), "1 c -> c"),
                draw.node(Op.UPSAMPLE, List.of(x)), draw.node(Op.UPSAMPLE, List.of(x, input("like", 2, 1, 7, 5))));
    }

    @Test
    void embeds() {
        inputs.put("ids", Tensor.of(new float[] {0, 3, 4, 1, 1, 2}, 2, 3));
        agrees(draw.node(Op.EMBED, List.of(draw.input("ids", 2, 3), w("table", 5, 4))));
    }

    @Test
    void embedsTimes() {
        inputs.put("t", Tensor.of(new float[] {0, 1, 481, 999.25f}, 4));
        String t = draw.input("t", 4);
        Graph graph = draw.graph(draw.node(Op.TIME_EMBED, List.of(t), "width", 8),
                draw.node(Op.TIME_EMBED, List.of(t), "width", 7, "cosineFirst", false, "shift", 1.0, "period", 100));
        var pytorch = new PyTorch(TORCH);
        try (var program = pytorch.compile(graph, weights, pytorch.devices().get(0), new None())) {
            // the angle is a 32-bit float, as in the reference: 6e-5 at 999
            Naive.run(graph, weights, inputs).forEach((name, value) -> assertEquals(0, Naive.error(program.run(inputs).get(name), value), 1e-4));
        }
    }

    @Test
    void foldsWhatDependsOnWeightsAlone() {
        String w = w("w", 8, 6);
        String folded = draw.add(draw.node(Op.SCALE, List.of(draw.slice(w, 0, 2, 6)), "factor", 0.5), draw.linear(w("up", 4, 2), w("down", 6, 2), null));
        agrees(draw.linear(input("x", 2, 3, 6), folded, draw.slice(w("b", 8), 0, 4, 8)), draw.activate(folded, "silu"));
    }

    @Test
    void foldsWeightsOfConvolutions() {
        String w = draw.add(w("w", 6, 4, 3, 3), draw.rearrange(draw.linear(w("up", 6, 2), w("down", 36, 2), null), "o (i h w) -> o i h w", "w", "_ i h w"));
        agrees(draw.convolve(input("x", 1, 4, 6, 6), w, draw.slice(w("b", 9), 0, 3, 9), 1, 1));
    }

    @Test
    void keepsState() {
        Graph graph = draw.graph(draw.node(Op.STATE, List.of(input("x", 2, 3)), "axis", 0));
        Problem problem = assertThrows(Problem.class, () -> new PyTorch(TORCH).compile(graph, weights, null, new None()));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        assertTrue(problem.getMessage().contains("%1"));
    }
}
