package mezzotint.backend.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.backend.Program;
import mezzotint.backend.pytorch.fusion.DoubledConvolutions;
import mezzotint.backend.pytorch.fusion.JoinedProjections;
import mezzotint.backend.pytorch.fusion.LinearTails;
import mezzotint.backend.pytorch.fusion.Residuals;
import mezzotint.backend.pytorch.fusion.TimeProjections;
import mezzotint.backend.pytorch.script.LinearKernel;
import mezzotint.backend.pytorch.script.Plan;
import mezzotint.backend.pytorch.script.Stage;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A denoiser in small, with everything in it that is fused. */
class NetworkTest {

    private static final int CHANNELS = 8;

    private static MemoryCheckpoint weights = new MemoryCheckpoint("F32");
    private Drawing draw;
    private int drawn;

    private String w(int... shape) {
        String name = "w" + drawn++;
        return draw.weight(weights.names().contains(name) ? name : weights.add(name, shape));
    }

    private Graph network() {
        draw = new Drawing(n -> weights.shape(n));
        String x = draw.input("x", "batch", 4, "height", "width");
        String time = draw.input("time", new Size.OneOr("batch"));
        String context = draw.input("context", "batch", "tokens", 10);
        String extra = draw.optional("residual.0", "batch", CHANNELS, "height", "width");
        String emb = draw.activate(linear(draw.node(Op.TIME_EMBED, List.of(time), "width", 8), 8, 12), "silu");
        String first = convolve(x, 4, CHANNELS, 3, 1);
        String skip = draw.add(first, extra);
        String h = resnet(skip, emb, CHANNELS, CHANNELS);
        h = transformer(h, context);
        String second = h;
        h = convolve(h, CHANNELS, CHANNELS, 3, 2);
        h = resnet(h, emb, CHANNELS, 12);
        h = draw.node(Op.UPSAMPLE, List.of(h, second));
        h = draw.concat(1, convolve(h, 12, CHANNELS, 3, 1), second);
        h = resnet(h, emb, 2 * CHANNELS, CHANNELS);
        h = transformer(resnet(draw.concat(1, h, skip), emb, 2 * CHANNELS, CHANNELS), context);
        String out = convolve(draw.activate(draw.groupNorm(h, w(CHANNELS), w(CHANNELS), 4, 1e-5), "silu"), CHANNELS, 4, 3, 1);
        return draw.graph(out);
    }

    private String linear(String x, int in, int out) {
        return draw.linear(x, w(out, in), w(out));
    }

    private String convolve(String x, int in, int out, int window, int stride) {
        return draw.convolve(x, w(out, in, window, window), w(out), stride, window / 2);
    }

    private String resnet(String x, String emb, int in, int out) {
        String h = convolve(draw.activate(draw.groupNorm(x, w(in), w(in), 4, 1e-5), "silu"), in, out, 3, 1);
        h = draw.add(h, draw.rearrange(linear(emb, 12, out), "b c -> b c 1 1"));
        h = convolve(draw.activate(draw.groupNorm(h, w(out), w(out), 4, 1e-5), "silu"), out, out, 3, 1);
        return draw.add(in == out ? x : convolve(x, in, out, 1, 1), h);
    }

    private String transformer(String x, String context) {
        int c = CHANNELS;
        String h = convolve(draw.groupNorm(x, w(c), w(c), 4, 1e-6), c, c, 1, 1);
        String tokens = draw.rearrange(h, "b c h w -> b (h w) c");
        String n = norm(tokens);
        tokens = draw.add(linear(draw.attend(plain(n, c), plain(n, c), plain(n, c), 2), c, c), tokens);
        n = norm(tokens);
        String key = draw.linear(context, w(c, 10), null);
        tokens = draw.add(linear(draw.attend(plain(n, c), key, draw.linear(context, w(c, 10), null), 2), c, c), tokens);
        String both = w(6 * c, c);
        String bias = w(6 * c);
        n = norm(tokens);
        String value = draw.linear(n, draw.slice(both, 0, 0, 3 * c), draw.slice(bias, 0, 0, 3 * c));
        String gate = draw.activate(draw.linear(n, draw.slice(both, 0, 3 * c, 6 * c), draw.slice(bias, 0, 3 * c, 6 * c)), "gelu");
        tokens = draw.add(linear(draw.multiply(value, gate), 3 * c, c), tokens);
        h = draw.rearrange(tokens, "b (h w) c -> b c h w", x, "_ _ h w");
        return draw.add(convolve(h, c, c, 1, 1), x);
    }

    private String norm(String x) {
        return draw.layerNorm(x, w(CHANNELS), w(CHANNELS), 1e-5);
    }

    private String plain(String x, int c) {
        return draw.linear(x, w(c, c), null);
    }

    private static Map<String, Tensor> inputs(int batch, int height, int width, int times) {
        var inputs = new LinkedHashMap<String, Tensor>();
        inputs.put("x", OpsTest.random(1, batch, 4, height, width));
        inputs.put("time", Tensor.zeros(times).map(v -> 481));
        inputs.put("context", OpsTest.random(2, batch, 7, 10));
        return inputs;
    }

    private static Map<String, Tensor> with(Map<String, Tensor> inputs, String name, Tensor value) {
        var all = new LinkedHashMap<>(inputs);
        all.put(name, value);
        return all;
    }

    private static Program compile(Graph graph, MemoryCheckpoint weights) {
        return compile(graph, weights, LinearKernel.ofThisMachine());
    }

    private static Program compile(Graph graph, MemoryCheckpoint weights, LinearKernel kernel) {
        var pytorch = new PyTorch(OpsTest.TORCH, kernel);
        return pytorch.compile(graph, weights, pytorch.devices().get(0), new None());
    }

    private static void agree(Program program, Graph graph, Map<String, Tensor> inputs) {
        int[] x = inputs.get("x").shape();
        Map<String, Tensor> given = inputs.containsKey("residual.0") ? inputs
                : with(inputs, "residual.0", Tensor.zeros(x[0], CHANNELS, x[2], x[3]));
        Tensor expected = Naive.run(graph, weights, given).get(graph.outputs().get(0));
        for (int run = 0; run < 2; run++) {
            double error = Naive.error(program.run(inputs).get(graph.outputs().get(0)), expected);
            assertTrue(error < 1e-5, "off by " + error);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,6,8,1", "2,8,6,1", "2,8,6,2", "1,5,7,1", "3,4,4,1"})
    void agreesWithTheUnfusedNetwork(int batch, int height, int width, int times) {
        Graph graph = network();
        for (LinearKernel kernel : LinearKernel.values()) {
            try (var program = compile(graph, weights, kernel)) {
                agree(program, graph, inputs(batch, height, width, times));
            }
        }
    }

    @Test
    void meetsOtherSizesWithTheSameWeights() {
        Graph graph = network();
        try (var program = compile(graph, weights)) {
            agree(program, graph, inputs(2, 8, 6, 1));
            long memory = program.memory();
            agree(program, graph, inputs(1, 16, 12, 1));
            agree(program, graph, inputs(2, 8, 6, 1));
            assertEquals(memory, program.memory());
        }
    }

    /** As where there was no memory for the weights, and later there is. */
    @Test
    void triesAgainAfterItsWeightsCouldNotBeMade() {
        Graph graph = network();
        try (var program = compile(graph, weights)) {
            Map<String, Tensor> inputs = inputs(2, 8, 6, 1);
            for (int i = 0; i < 3; i++) {
                weights.failure = new OutOfMemoryError("as asked");
                assertThrows(OutOfMemoryError.class, () -> program.run(inputs));
            }
            agree(program, graph, inputs);
            agree(program, graph, inputs(1, 16, 12, 1));
        } finally {
            weights.failure = null;
        }
    }

    @Test
    void seesThatTheContextHasChanged() {
        Graph graph = network();
        try (var program = compile(graph, weights)) {
            Map<String, Tensor> one = inputs(2, 8, 6, 1);
            agree(program, graph, one);
            agree(program, graph, with(one, "context", OpsTest.random(9, 2, 7, 10)));
            agree(program, graph, one);
            agree(program, graph, with(one, "time", Tensor.zeros(1).map(v -> 3)));
        }
    }

    @Test
    void takesResiduals() {
        Graph graph = network();
        try (var program = compile(graph, weights)) {
            Map<String, Tensor> inputs = inputs(2, 8, 6, 1);
            agree(program, graph, with(inputs, "residual.0", OpsTest.random(5, 2, CHANNELS, 8, 6)));
            agree(program, graph, inputs);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F16", "BF16"})
    void readsHalfPrecision(String type) {
        weights = new MemoryCheckpoint(type);
        try {
            agreesWithTheUnfusedNetwork(2, 6, 8, 1);
        } finally {
            weights = new MemoryCheckpoint("F32");
        }
    }

    @Test
    void fuses() {
        Graph graph = network().without(Set.of("residual.0"));
        Map<String, int[]> shapes = inputs(2, 8, 6, 1).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().shape()));
        Plan plan = Plan.of(graph, shapes);
        Plan timed = new TimeProjections().apply(plan);
        assertEquals(count(plan, Op.LINEAR) - 3, count(timed, Op.LINEAR));
        Plan joined = new JoinedProjections().apply(timed);
        assertEquals(count(timed, Op.LINEAR) - 4, count(joined, Op.LINEAR));
        Plan doubled = new DoubledConvolutions().apply(joined);
        assertEquals(0, count(doubled, Op.UPSAMPLE));
        Plan summed = new Residuals().apply(doubled);
        assertEquals(3, count(doubled, Op.ADD) - count(summed, Op.ADD));
        Plan tailed = new LinearTails().apply(summed);
        assertEquals(8, count(summed, Op.ADD) - count(tailed, Op.ADD));
        assertEquals(0, count(tailed, Op.MULTIPLY));
        assertTrue(new ArrayList<>(Stage.of(summed).values()).contains(Stage.LASTING));
    }

    private static long count(Plan plan, Op op) {
        Map<String, Stage> stages = Stage.of(plan);
        return plan.nodes().values().stream().filter(n -> n.op() == op && stages.get(n.name()) == Stage.RUN).count();
    }

    @Test
    void namesWhatIsMissing() {
        Graph graph = network();
        try (var program = compile(graph, weights)) {
            Map<String, Tensor> inputs = inputs(1, 4, 4, 1);
            inputs.remove("context");
            Problem problem = assertThrows(Problem.class, () -> program.run(inputs));
            assertEquals(Problem.Kind.INVALID, problem.kind());
            assertTrue(problem.getMessage().contains("context"));
            assertNotEquals("", problem.advice());
        }
    }
}
