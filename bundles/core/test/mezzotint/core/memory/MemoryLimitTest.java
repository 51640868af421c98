package mezzotint.core.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What there is no memory for is refused, with the largest that there is memory for. */
class MemoryLimitTest {

    private static final long MEGABYTE = 1 << 20;
    private static final long HEAP = 16_000 * MEGABYTE;
    /** Three values of 2000 channels, of which two are there at the same time. */
    private static final int CHANNELS = 2000;

    private static final long FREE = 8_192_000 * 1024L;
    private static final Path MODEL = Path.of("model");

    /** What the engines hold, by what it is of. */
    private final Map<Path, Engines.Held> held = new HashMap<>();

    private final Engines engines = new Engines() {
        @Override
        public LoadedWeights open(Path path, Map<String, Path> more, List<Choice> on, Plugins.User user) {
            throw new AssertionError("nothing is opened to look whether it fits");
        }

        @Override
        public List<Held> held() {
            return List.copyOf(held.values());
        }

        @Override
        public long free() {
            return FREE;
        }
    };

    private static Networks networks() {
        var x = new Input("x", List.of(Size.of("batch"), Size.of(CHANNELS), Size.of("height"), Size.of("width")), false);
        List<Node> nodes = Stream.of("x a", "a b", "b c").map(pair -> pair.split(" "))
                .map(pair -> new Node(pair[1], Op.SCALE, List.of(pair[0]), Map.of("factor", 2.0))).toList();
        var graph = new Graph(List.of(x), nodes, List.of("c"));
        return new Networks(graph, graph, graph, Map.of(), "", Prediction.NOISE, null, new Latents(4, 8, List.of()));
    }

    private static Request request(int width, int height, int count, double scale) {
        Choice none = Choice.of("");
        return new Request("", new Request.Words("", "", none, none), new Request.Canvas(width, height, count, 1),
                new Request.Walk(1, none, none, new Choice("cfg", Map.of("scale", scale)), none), none, List.of(), List.of());
    }

    private void check(Request request, long heap) {
        new MemoryLimit(engines, heap).check(request, MODEL, networks(), 1);
    }

    private Problem refused(Request request, long heap) {
        Problem problem = assertThrows(Problem.class, () -> check(request, heap));
        assertEquals(Problem.Kind.TOO_LARGE, problem.kind());
        return problem;
    }

    @Test
    void counts_what_is_there_at_the_same_time() {
        MemoryNeed need = MemoryNeed.of(new Request.Canvas(512, 256, 3, 1), 2, ModelMemory.of(networks()));
        assertEquals((long) (2.5 * 2 * 4 * 6 * CHANNELS * 64 * 32), need.engine(), "two values of six rows");
        assertTrue(need.heap() >= 3 * 512 * 256 * 4, "the pictures");
    }

    @TestFactory
    Stream<DynamicTest> the_largest_that_fits_is_told_and_is_let_in() {
        return Stream.of(request(4096, 4096, 64, 7), request(1024, 1024, 64, 7), request(8192, 2048, 1, 7), request(512, 8192, 8, 1), request(4096, 3072, 2, 1))
                .map(request -> DynamicTest.dynamicTest(request.canvas().toString(), () -> {
                    Problem problem = refused(request, HEAP);
                    assertTrue(problem.getMessage().contains(request.canvas().width() + "x" + request.canvas().height() + " would take about "), problem.getMessage());
                    Request.Canvas most = advised(problem.advice(), request.canvas());
                    double scale = ((Number) request.walk().guidance().params().get("scale")).doubleValue();
                    assertDoesNotThrow(() -> check(request(most.width(), most.height(), most.count(), scale), HEAP), problem.advice());
                    boolean less = most.count() > 1 || problem.advice().contains("at once");
                    refused(less ? request(most.width(), most.height(), most.count() + 1, scale)
                            : request(most.width() + most.width() / 4, most.height() + most.height() / 4, 1, scale), HEAP);
                }));
    }

    private static Request.Canvas advised(String advice, Request.Canvas asked) {
        Matcher size = Pattern.compile("a picture of (\\d+)x(\\d+) at most").matcher(advice);
        Matcher count = Pattern.compile("ask for (\\d+) at once").matcher(advice);
        if (size.find()) {
            return new Request.Canvas(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)), 1, 1);
        }
        assertTrue(count.find(), advice);
        return new Request.Canvas(asked.width(), asked.height(), Integer.parseInt(count.group(1)), 1);
    }

    @Test
    void one_prompt_takes_half() {
        check(request(1024, 1024, 8, 1), HEAP);
        refused(request(1024, 1024, 16, 7), HEAP);
    }

    @Test
    void the_heap_has_a_limit_of_its_own() {
        check(request(256, 256, 64, 1), HEAP);
        assertTrue(refused(request(256, 256, 64, 1), 64 * MEGABYTE).getMessage().contains("of Java's heap, and may take 0.1 GB"));
    }

    /** A model without weights would find as much room whatever is held of it; so what is held and idle is taken off. */
    @Test
    void what_is_held_of_the_model_itself_makes_no_room_for_it() {
        Request most = request(2048, 2048, 1, 7);
        check(most, HEAP);
        held.put(MODEL, new Engines.Held(MODEL, "java", "cpu", FREE, true));
        check(most, HEAP);
        held.put(MODEL, new Engines.Held(MODEL, "java", "cpu", FREE, false));
        refused(most, HEAP);
        held.put(MODEL, new Engines.Held(Path.of("other"), "java", "cpu", FREE, false));
        check(most, HEAP);
    }
}
