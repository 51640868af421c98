package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Faults;
import mezzotint.image.PostProcessor;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;
import mezzotint.model.Previewer;
import mezzotint.script.ImageSink;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.EventSocket;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plugins that do wrong are named, gone without where that has a meaning, and put into quarantine; the next job is made. */
class FaultsTest {

    private static final String SAMPLER_LIMIT = "mezzotint.limits.sampler";
    private static final String START_LIMIT = "mezzotint.limits.start";
    private static final String PREVIEW_LIMIT = "mezzotint.limits.preview";

    private final Faults faults = Osgi.service(Faults.class);
    private final Culprits culprits = new Culprits();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void cleanUp() {
        List.of(SAMPLER_LIMIT, START_LIMIT, PREVIEW_LIMIT).forEach(System::clearProperty);
        culprits.close();
    }

    @Test
    void a_step_hook_that_gives_nan_is_gone_without() throws Exception {
        assertGoneWithout("org.example.nan", "watchers", StepHook.class, BadPlugins.NanHook.class, "step hook", "gave a value that is no number");
    }

    @Test
    void a_step_hook_that_throws_is_gone_without() throws Exception {
        assertGoneWithout("org.example.throwing", "watchers", StepHook.class, BadPlugins.ThrowingHook.class, "step hook",
                "threw java.lang.IllegalStateException: out of ideas (BadPlugins.java:");
    }

    @Test
    void a_post_processor_that_throws_or_gives_no_picture_is_gone_without() throws Exception {
        assertGoneWithout("org.example.torn", "finish", PostProcessor.class, BadPlugins.ThrowingFinish.class, "post processor",
                "threw java.lang.IllegalStateException: out of paint (BadPlugins.java:");
        assertGoneWithout("org.example.blank", "finish", PostProcessor.class, BadPlugins.NullFinish.class, "post processor", "gave nothing");
        assertGoneWithout("org.example.endless", "finish", PostProcessor.class, BadPlugins.EndlessFinish.class, "post processor", "gave a picture of 16385x1");
    }

    /** The picture is the same as without the plugin. */
    private void assertGoneWithout(String bundle, String field, Class<?> hook, Class<?> plugin, String word, String did) throws Exception {
        culprits.install(bundle, hook, plugin);
        String words = "the " + word + " Bad " + Culprits.id(bundle) + " (" + bundle + " 1.0.0) " + did;
        JsonObject job = Culprits.done(Map.of(field, List.of(Culprits.id(bundle))));
        assertNoted(job, words);
        assertTrue(job.getAsJsonObject("times").get(word + " " + Culprits.id(bundle)).getAsDouble() > 0, job.toString());
        assertTrue(Api.get("/api/faults/" + bundle).json().toString().contains(did), "it is in the list");
        assertArrayEquals(pixels(Culprits.done(Map.of())), pixels(job));
    }

    @Test
    void three_faults_are_a_quarantine_until_it_is_released_or_updated() throws Exception {
        String bundle = "org.example.again";
        culprits.install(bundle, StepHook.class, BadPlugins.ThrowingHook.class);
        var picture = Map.of("watchers", List.of(Culprits.id(bundle)));
        for (int i = 0; i < 4; i++) {
            Culprits.done(picture);
        }
        assertTrue(faults.of(bundle).quarantine().isEmpty(), "a request that is repeated counts once");
        spoilTwoMore(bundle);
        Api.Answer refused = Api.post("/api/jobs", Culprits.picture(picture));
        assertEquals(409, refused.status());
        assertTrue(refused.text("detail").contains("is in quarantine: 3 of its last 3 jobs went wrong by it"), refused.text("detail"));
        assertTrue(Api.get("/api/hooks").json().toString().contains("\"reason\":\"in quarantine: 3 of"), "the list says so");
        JsonObject listed = Api.get("/api/plugins/" + bundle).object();
        assertEquals(6, listed.get("faults").getAsInt());
        assertTrue(listed.get("seconds").getAsDouble() > 0);
        assertTrue(listed.getAsJsonObject("quarantine").get("reason").getAsString().contains("3 of its last 3 jobs"), listed.toString());
        assertEquals(204, Api.delete("/api/faults/" + bundle).status());
        assertEquals(404, Api.delete("/api/faults/" + bundle).status());
        Culprits.done(picture);
        spoilTwoMore(bundle);
        assertEquals(409, Api.post("/api/jobs", Culprits.picture(picture)).status());
        culprits.carryOut(Wish.NOTHING.install(Parcel.upload(new TestJar(bundle, "1.0.1").plugin(StepHook.class, BadPlugins.Harmless.class).bytes())));
        assertEquals("[]", Culprits.done(picture).get("notes").toString(), "the update is well");
    }

    private static void spoilTwoMore(String bundle) {
        for (String prompt : List.of("a dog", "a bird")) {
            Culprits.done(Map.of("watchers", List.of(Culprits.id(bundle)), "prompt", prompt));
        }
    }

    @Test
    void listeners_are_told_of_faults_and_of_quarantine() throws Exception {
        String bundle = "org.example.told";
        culprits.install(bundle, StepHook.class, BadPlugins.ThrowingHook.class);
        try (var listener = new EventSocket("?previews=off")) {
            for (int i = 0; i < 3; i++) {
                Culprits.done(Map.of("watchers", List.of(Culprits.id(bundle)), "prompt", "cat " + i));
                listener.until(heard -> heard.is("faults"));
            }
            assertTrue(faults.of(bundle).quarantine().isPresent());
            Thread.sleep(500); // what is on its way is there
            listener.forget();
            assertEquals(204, Api.delete("/api/faults/" + bundle).status());
            listener.until(heard -> heard.is("faults"));
        }
    }

    @Test
    void a_sampler_that_hangs_is_left_behind() throws Exception {
        System.setProperty(SAMPLER_LIMIT, "1");
        Thread.sleep(1100); // until limits are looked up again
        String bundle = "org.example.hanging";
        culprits.install(bundle, Sampler.class, BadPlugins.HangingSampler.class);
        culprits.assertFails(bundle, Map.of("sampler", Culprits.id(bundle)), "sampler", "took longer than 1 s");
        assertTrue(faults.of(bundle).quarantine().orElseThrow().leak().contains("the class loader of org.example.hanging 1.0.0"));
        assertEquals(409, Api.post("/api/jobs", Culprits.picture(Map.of("sampler", Culprits.id(bundle)))).status());
    }

    @Test
    void a_constructor_that_hangs_holds_up_nobody_else() throws Exception {
        System.setProperty(START_LIMIT, "2");
        Thread.sleep(1100);
        String bundle = "org.example.unborn";
        culprits.install(bundle, StepHook.class, BadPlugins.HangingConstructor.class);
        assertEquals(200, Api.get("/api/hooks").status());
        JsonObject failed = Culprits.end(Map.of("watchers", List.of(Culprits.id(bundle))));
        assertEquals("failed", failed.get("state").getAsString(), failed.toString());
        assertTrue(failed.getAsJsonObject("problem").get("detail").getAsString().contains(bundle + " 1.0.0) took longer than 2 s"), failed.toString());
        assertEquals(409, Api.post("/api/jobs", Culprits.picture(Map.of("watchers", List.of(Culprits.id(bundle))))).status());
        assertEquals(200, Api.get("/api/hooks").status());
        Culprits.done(Map.of());
    }

    @Test
    void parameters_that_are_never_made_hold_up_nobody_else() throws Exception {
        System.setProperty(START_LIMIT, "2");
        Thread.sleep(1100);
        String bundle = "org.example.endless";
        culprits.install(bundle, StepHook.class, BadPlugins.EndlessParams.class, BadPlugins.EndlessParams.Params.class);
        var list = CompletableFuture.supplyAsync(() -> Api.get("/api/hooks"));
        Culprits.done(Map.of());
        assertEquals(200, list.join().status());
        assertEquals(409, Api.post("/api/jobs", Culprits.picture(Map.of("watchers", List.of(Culprits.id(bundle))))).status());
        assertTrue(faults.of(bundle).quarantine().orElseThrow().reason().contains("took longer than 2 s"));
    }

    @Test
    void a_previewer_that_takes_too_long_is_gone_without() throws Exception {
        System.setProperty(PREVIEW_LIMIT, "0.3");
        Thread.sleep(1100);
        culprits.install("org.example.slow", Previewer.class, BadPlugins.SlowPreviewer.class);
        assertNoted(Culprits.done(Map.of()), "the previewer Bad slow (org.example.slow 1.0.0) took longer than 0.3 s");
    }

    @Test
    void a_sink_that_throws_does_not_take_the_picture() throws Exception {
        culprits.install("org.example.full", ImageSink.class, BadPlugins.ThrowingSink.class);
        JsonObject job = Culprits.done(Map.of());
        assertNoted(job, "the image sink Bad full (org.example.full 1.0.0) threw java.lang.UnsupportedOperationException: no room");
        JsonObject picture = job.getAsJsonArray("pictures").get(0).getAsJsonObject();
        assertTrue(picture.get("place").getAsString().startsWith("file:"), "the other sink kept it");
    }

    private static void assertNoted(JsonObject job, String words) {
        var notes = new ArrayList<String>();
        job.getAsJsonArray("notes").forEach(note -> notes.add(note.getAsString()));
        assertTrue(notes.stream().anyMatch(note -> note.startsWith(words)), notes.toString());
    }

    private static int[] pixels(JsonObject job) throws IOException {
        JsonElement picture = job.getAsJsonArray("pictures").get(0);
        try (InputStream in = Osgi.address(picture.getAsJsonObject().get("url").getAsString()).toURL().openStream()) {
            BufferedImage image = ImageIO.read(in);
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }
}
