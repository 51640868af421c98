package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Choice;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.QuickPictures;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

/** Networks of any file, for any plugin, on one engine and then on the next. */
class EnginesTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String BUNDLE = "org.example.swap";
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
              <implementation class="%1$s"/>
              <service><provide interface="mezzotint.image.PostProcessor"/></service>
              <reference name="engines" interface="mezzotint.backend.Engines" field="engines"/>
              <property name="mezzotint.id" value="swap"/><property name="mezzotint.label" value="Swap"/>
            </scr:component>
            """;

    @TempDir
    private Path folder;

    private final Studio studio = Osgi.service(Studio.class);
    private final Culprits plugins = new Culprits();
    private ServiceRegistration<?> engine;

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.unregister();
        }
        plugins.close();
    }

    /** A plugin with a network of its own, from a file of its own: red becomes blue, and blue red. */
    public static final class Swap implements PostProcessor<Swap.Params> {

        public record Params(@Param(label = "File") String file, @Param(label = "Engine") String engine) {
            public Params() {
                this("", "");
            }
        }

        private Engines engines;

        @Override
        public Image apply(Image image, Params params) {
            try (LoadedWeights weights = engines.open(Path.of(params.file()), Map.of(), List.of(Choice.of(params.engine())), () -> "a swap")) {
                var draw = new Drawing(weights.checkpoint()::shape);
                String picture = draw.input("image", "batch", 3, "height", "width");
                Graph graph = draw.graph(draw.name(draw.convolve(picture, draw.weight("swap"), draw.weight("bias"), 1, 0), "swapped"));
                return Image.of(weights.program(graph).run(Map.of("image", image.toTensor())).get("swapped"));
            }
        }
    }

    private Path weights() throws IOException {
        byte[] header = """
                {"swap": {"dtype": "F32", "shape": [3, 3, 1, 1], "data_offsets": [0, 36]}, "bias": {"dtype": "F32", "shape": [3], "data_offsets": [36, 48]}}"""
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 48).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        for (float value : new float[] {0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0}) {
            file.putFloat(value);
        }
        return Files.write(folder.resolve("swap.safetensors"), file.array());
    }

    private Picture picture(Map<String, ?> more, Watcher watcher) {
        return studio.generate(studio.request(Culprits.picture(more)), watcher).get(0);
    }

    private Picture picture(Map<String, ?> more) {
        return picture(more, progress -> { });
    }

    @TestFactory
    Stream<DynamicTest> a_plugin_that_comes_in_runs_a_network_of_its_own_on_each_engine() throws IOException {
        var jar = new TestJar(BUNDLE, "1.0.0").plugin(PostProcessor.class, Swap.class).with(Swap.Params.class)
                .file("OSGI-INF/plugin.xml", COMPONENT.formatted(Swap.class.getName()))
                .header("Import-Package", "mezzotint.backend,mezzotint.graph,mezzotint.image,mezzotint.model,mezzotint.plugin,mezzotint.tensor");
        plugins.carryOut(Wish.NOTHING.install(Parcel.upload(jar.bytes())));
        Path file = weights();
        var swaps = new HashMap<String, Picture>();
        GoldenModel.engines().forEach(id -> swaps.put(id, picture(Map.of("backend", id,
                "finish", List.of(Map.of("id", "swap", "params", Map.of("file", file.toString(), "engine", id)))))));
        plugins.carryOut(Wish.NOTHING.remove(BUNDLE));
        assertTrue(swaps.size() > 1, swaps.keySet().toString());
        return swaps.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            Image plain = picture(Map.of("backend", each.getKey())).image();
            for (int i = 0; i < plain.width() * plain.height(); i++) {
                int rgb = plain.rgb(i % plain.width(), i / plain.width());
                int swapped = rgb << 16 & 0xFF0000 | rgb & 0xFF00 | rgb >> 16 & 0xFF;
                assertEquals(swapped, each.getValue().image().rgb(i % plain.width(), i / plain.width()) & 0xFFFFFF, "pixel " + i);
            }
        }));
    }

    /** The engine in Java, with something in each call's way. */
    private record Hindered(Backend<Record> java, Runnable call) implements Backend<None> {

        @Override
        public List<Device> devices() {
            return java.devices();
        }

        @Override
        public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
            Program program = java.compile(graph, weights, device, Parameters.of(java, Map.of()));
            return new Program() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    call.run();
                    return program.run(inputs);
                }

                @Override
                public long memory() {
                    return program.memory();
                }

                @Override
                public void close() {
                    program.close();
                }
            };
        }
    }

    /** @param ranking above 0 it is preferred to others */
    @SuppressWarnings("unchecked")
    private void register(int ranking, Runnable call) throws Exception {
        var java = Osgi.context().getServiceReferences(Backend.class, "(mezzotint.id=java)").iterator().next();
        engine = Osgi.context().registerService(Backend.class, new Hindered(Osgi.context().getService(java), call), new Hashtable<>(Map.of(
                "mezzotint.id", "hindered", "mezzotint.label", "Hindered", "mezzotint.source", "", "service.ranking", ranking)));
    }

    /** Keeps what is said, and what the picture is at. */
    private record Notes(List<String> said, List<Progress> steps) implements Watcher {

        @Override
        public void progress(Progress progress) {
            steps.add(progress);
        }

        @Override
        public void note(String sentence) {
            said.add(sentence);
        }
    }

    @Test
    void an_engine_that_dies_in_a_picture_is_followed_by_the_next_which_goes_on_at_that_step() throws Exception {
        Picture whole = picture(Map.of("backend", "java", "steps", 4));
        var calls = new AtomicInteger();
        register(1000, () -> {
            if (calls.incrementAndGet() == 5) {
                throw new IllegalStateException("its fifth call");
            }
        });
        var notes = new Notes(new ArrayList<>(), new ArrayList<>());
        Picture picture = picture(Map.of("steps", 4), notes);

        assertEquals(5, calls.get(), "two prompts, two steps, and the one that it died of");
        JsonObject record = JsonParser.parseString(picture.provenance()).getAsJsonObject().getAsJsonObject("engine");
        assertEquals("hindered", record.get("id").getAsString());
        JsonObject next = record.getAsJsonArray("tookOver").get(0).getAsJsonObject();
        assertTrue(next.get("reason").getAsString().contains("its fifth call"), record.toString());
        String last = next.get("id").getAsString();
        assertTrue(GoldenModel.engines().toList().contains(last), last);
        assertTrue(notes.said().stream().anyMatch(note -> note.contains("its fifth call") && note.endsWith("; the engine " + last + " took over")), notes.said().toString());
        assertEquals(List.of(1, 2, 3, 4), notes.steps().stream().filter(p -> p.stage().equals("denoising")).map(Progress::step).toList(), "no step is walked twice");
        assertAlike(whole.image(), picture.image());
    }

    /** But for rounding: two engines made the one, and one the other. */
    private static void assertAlike(Image a, Image b) {
        for (int i = 0; i < a.width() * a.height(); i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int one = a.rgb(i % a.width(), i / a.width()) >> shift & 0xFF;
                int other = b.rgb(i % a.width(), i / a.width()) >> shift & 0xFF;
                assertTrue(Math.abs(one - other) <= 1, "pixel " + i + ": " + one + " and " + other);
            }
        }
    }

    @Test
    void an_engine_that_was_asked_for_by_name_is_not_replaced() throws Exception {
        register(-1000, () -> {
            throw new IllegalStateException("it never works");
        });
        JsonObject end = Culprits.end(Map.of("backend", "hindered"));
        assertEquals("failed", end.get("state").getAsString());
        assertTrue(end.getAsJsonObject("problem").get("detail").getAsString().contains("it never works"), end.toString());
    }

    @Test
    void a_request_is_checked_while_a_picture_is_in_an_engine() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        register(-1000, () -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts an engine", e);
            }
        });
        String running = Api.submit(Culprits.picture(Map.of("backend", "hindered")));
        try {
            assertTrue(entered.await(LONG.toSeconds(), TimeUnit.SECONDS));
            String next = CompletableFuture.supplyAsync(() -> Api.submit(Culprits.picture(Map.of("seed", 2)))).get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertEquals(List.of("running", "waiting"), Stream.of(running, next).map(job -> Api.get("/api/jobs/" + job).object().get("state").getAsString()).toList());
            release.countDown();
            QuickPictures.assertDone(running);
            QuickPictures.assertDone(next);
        } finally {
            release.countDown();
        }
    }

    /** Their calls come one after the other to the same programs. */
    @Test
    void two_pictures_at_once_are_what_each_is_alone() {
        List<Map<String, Object>> requests = List.of(Map.of("seed", 1, "steps", 6), Map.of("seed", 2, "steps", 6, "width", 128, "prompt", "a dog"));
        List<Picture> alone = requests.stream().map(this::picture).toList();
        List<CompletableFuture<Picture>> both = requests.stream().map(request -> CompletableFuture.supplyAsync(() -> picture(request))).toList();
        for (int i = 0; i < alone.size(); i++) {
            assertArrayEquals(alone.get(i).latent().toArray(), both.get(i).join().latent().toArray(), requests.get(i).toString());
        }
        assertTrue(Osgi.service(Engines.class).held().stream().anyMatch(held -> held.path().endsWith("tiny-sd15") && !held.inUse() && held.bytes() > 0));
    }
}
