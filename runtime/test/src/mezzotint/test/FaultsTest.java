package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Faults;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;
import mezzotint.model.Previewer;
import mezzotint.script.ImageSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plugins that do wrong are named, gone without where that has a meaning, and put into quarantine; the next job is made. */
class FaultsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String SAMPLER_LIMIT = "mezzotint.limits.sampler";
    private static final String START_LIMIT = "mezzotint.limits.start";
    private static final String PREVIEW_LIMIT = "mezzotint.limits.preview";

    private final Installer installer = Osgi.service(Installer.class);
    private final Faults faults = Osgi.service(Faults.class);
    private final List<String> installed = new ArrayList<>();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void cleanUp() {
        List.of(SAMPLER_LIMIT, START_LIMIT, PREVIEW_LIMIT).forEach(System::clearProperty);
        installed.forEach(bundle -> carryOut(Wish.NOTHING.remove(bundle)));
        assertTrue(faults.quarantined().stream().noneMatch(q -> installed.contains(q.bundle())), "what is gone is in no quarantine");
    }

    @Test
    void a_step_hook_that_gives_nan_is_gone_without() throws Exception {
        assertGoneWithout("org.example.nan", Bad.NanHook.class, "gave a value that is no number");
    }

    @Test
    void a_step_hook_that_throws_is_gone_without() throws Exception {
        assertGoneWithout("org.example.throwing", Bad.ThrowingHook.class, "threw java.lang.IllegalStateException: out of ideas (Bad.java:");
    }

    /** The picture is the same as without the plugin. */
    private void assertGoneWithout(String bundle, Class<?> plugin, String did) throws Exception {
        install(bundle, StepHook.class, plugin);
        String words = "the step hook Bad " + id(bundle) + " (" + bundle + " 1.0.0) " + did;
        JsonObject job = done(with("watchers", List.of(id(bundle))));
        assertNoted(job, words);
        assertTrue(job.getAsJsonObject("times").get("step hook " + id(bundle)).getAsDouble() > 0, job.toString());
        assertTrue(Api.get("/api/faults/" + bundle).json().toString().contains(did), "it is in the list");
        assertArrayEquals(pixels(done(Map.of())), pixels(job));
    }

    @Test
    void three_faults_are_a_quarantine_until_it_is_released_or_updated() throws Exception {
        String bundle = "org.example.again";
        install(bundle, StepHook.class, Bad.ThrowingHook.class);
        var picture = with("watchers", List.of(id(bundle)));
        for (int i = 0; i < 3; i++) {
            done(picture);
        }
        Api.Answer refused = Api.post("/api/jobs", picture(picture));
        assertEquals(409, refused.status());
        assertTrue(refused.text("detail").contains("is in quarantine: 3 of its last 3 jobs went wrong by it"), refused.text("detail"));
        assertTrue(Api.get("/api/hooks").json().toString().contains("\"reason\":\"in quarantine: 3 of"), "the list says so");
        JsonObject listed = Api.get("/api/plugins/" + bundle).object();
        assertEquals(3, listed.get("faults").getAsInt());
        assertTrue(listed.get("seconds").getAsDouble() > 0);
        assertTrue(listed.getAsJsonObject("quarantine").get("reason").getAsString().contains("3 of its last 3 jobs"), listed.toString());
        assertEquals(204, Api.delete("/api/faults/" + bundle).status());
        assertEquals(404, Api.delete("/api/faults/" + bundle).status());
        for (int i = 0; i < 3; i++) {
            done(picture);
        }
        assertEquals(409, Api.post("/api/jobs", picture(picture)).status());
        carryOut(Wish.NOTHING.install(Parcel.upload(new TestJar(bundle, "1.0.1").plugin(StepHook.class, Bad.Harmless.class).bytes())));
        assertEquals("[]", done(picture).get("notes").toString(), "the update is well");
    }

    @Test
    void listeners_are_told_of_faults_and_of_quarantine() throws Exception {
        String bundle = "org.example.told";
        install(bundle, StepHook.class, Bad.ThrowingHook.class);
        try (var listener = new EventSocket("?previews=off")) {
            for (int i = 0; i < 3; i++) {
                done(with("watchers", List.of(id(bundle))));
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
    void a_sampler_that_gives_what_nobody_can_use_fails_its_job_only() throws Exception {
        assertFails("org.example.nothing", Sampler.class, Bad.NullSampler.class, "sampler", "gave nothing");
        assertFails("org.example.wide", Sampler.class, Bad.WideSampler.class, "sampler", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
        assertFails("org.example.asks", Sampler.class, Bad.NanSampler.class, "sampler", "asked for a latent at sigma");
        assertFails("org.example.levels", Schedule.class, Bad.NanSchedule.class, "schedule", "gave levels that no walk can follow");
    }

    @Test
    void a_sampler_that_hangs_is_left_behind() throws Exception {
        System.setProperty(SAMPLER_LIMIT, "1");
        Thread.sleep(1100); // until limits are looked up again
        String bundle = "org.example.hanging";
        assertFails(bundle, Sampler.class, Bad.HangingSampler.class, "sampler", "took longer than 1 s");
        assertTrue(faults.of(bundle).quarantine().orElseThrow().leak().contains("the class loader of org.example.hanging 1.0.0"));
        assertEquals(409, Api.post("/api/jobs", picture(with("sampler", id(bundle)))).status());
    }

    @Test
    void a_constructor_that_hangs_holds_up_nobody_else() throws Exception {
        System.setProperty(START_LIMIT, "2");
        Thread.sleep(1100);
        String bundle = "org.example.unborn";
        install(bundle, StepHook.class, Bad.HangingConstructor.class);
        assertEquals(200, Api.get("/api/hooks").status());
        JsonObject failed = end(with("watchers", List.of(id(bundle))));
        assertEquals("failed", failed.get("state").getAsString(), failed.toString());
        assertTrue(failed.getAsJsonObject("problem").get("detail").getAsString().contains(bundle + " 1.0.0) took longer than 2 s"), failed.toString());
        assertEquals(409, Api.post("/api/jobs", picture(with("watchers", List.of(id(bundle))))).status());
        assertEquals(200, Api.get("/api/hooks").status());
        done(Map.of());
    }

    @Test
    void a_previewer_that_takes_too_long_is_gone_without() throws Exception {
        System.setProperty(PREVIEW_LIMIT, "0.3");
        Thread.sleep(1100);
        install("org.example.slow", Previewer.class, Bad.SlowPreviewer.class);
        assertNoted(done(Map.of()), "the previewer Bad slow (org.example.slow 1.0.0) took longer than 0.3 s");
    }

    @Test
    void a_sink_that_throws_does_not_take_the_picture() throws Exception {
        install("org.example.full", ImageSink.class, Bad.ThrowingSink.class);
        JsonObject job = done(Map.of());
        assertNoted(job, "the image sink Bad full (org.example.full 1.0.0) threw java.lang.UnsupportedOperationException: no room");
        JsonObject picture = job.getAsJsonArray("pictures").get(0).getAsJsonObject();
        assertTrue(picture.get("place").getAsString().startsWith("file:"), "the other sink kept it");
    }

    @Test
    void the_plugin_that_breaks_a_request_is_found() throws Exception {
        var names = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            install("org.example.step" + i, StepHook.class, i == 8 ? Bad.NanHook.class : Bad.Harmless.class);
            names.add("step" + i);
        }
        Api.Answer begun = Api.post("/api/faults/bisect", Map.of("request", picture(with("watchers", names))));
        assertEquals(202, begun.status(), begun.toString());
        JsonObject search = begun.object();
        while (search.get("state").getAsString().equals("running")) {
            Thread.sleep(50);
            search = Api.get("/api/faults/bisect/" + begun.text("id")).object();
        }
        assertEquals("[\"org.example.step8\"]", search.get("culprits").toString(), search.toString());
        assertTrue(search.get("runs").getAsInt() <= 2 + 4, search.toString());
        assertTrue(search.get("words").getAsString().startsWith("it breaks by org.example.step8: the step hook Bad step8 (org.example.step8 1.0.0) gave"),
                search.toString());
        assertFalse(faults.quarantined().stream().anyMatch(q -> q.bundle().startsWith("org.example.step")), "a trial puts nobody into quarantine");
    }

    private void assertFails(String bundle, Class<?> hook, Class<?> plugin, String field, String did) throws IOException {
        install(bundle, hook, plugin);
        JsonObject job = end(with(field, id(bundle)));
        assertEquals("failed", job.get("state").getAsString(), job.toString());
        JsonObject problem = job.getAsJsonObject("problem");
        String words = "the " + field + " Bad " + id(bundle) + " (" + bundle + " 1.0.0) " + did;
        assertTrue(problem.get("detail").getAsString().startsWith(words), problem.toString());
        assertEquals(bundle, problem.getAsJsonObject("fault").get("bundle").getAsString());
        done(Map.of());
    }

    private static void assertNoted(JsonObject job, String words) {
        var notes = new ArrayList<String>();
        job.getAsJsonArray("notes").forEach(note -> notes.add(note.getAsString()));
        assertTrue(notes.stream().anyMatch(note -> note.startsWith(words)), notes.toString());
    }

    private void install(String bundle, Class<?> hook, Class<?> plugin) throws IOException {
        carryOut(Wish.NOTHING.install(Parcel.upload(new TestJar(bundle, "1.0.0").plugin(hook, plugin).bytes())));
        installed.add(bundle);
    }

    private void carryOut(Wish wish) {
        Change end = installer.carryOut(wish, "test", true).end().toCompletableFuture().join();
        assertEquals(Change.State.DONE, end.state(), () -> end.problem().toString());
    }

    private static String id(String bundle) {
        return bundle.substring(bundle.lastIndexOf('.') + 1);
    }

    private static JsonObject done(Map<String, Object> settings) {
        JsonObject job = end(settings);
        assertEquals("done", job.get("state").getAsString(), job.toString());
        return job;
    }

    private static JsonObject end(Map<String, Object> settings) {
        return Api.awaitEnd(Api.submit(picture(settings)), LONG);
    }

    private static int[] pixels(JsonObject job) throws IOException {
        JsonElement picture = job.getAsJsonArray("pictures").get(0);
        try (InputStream in = Osgi.address(picture.getAsJsonObject().get("url").getAsString()).toURL().openStream()) {
            BufferedImage image = ImageIO.read(in);
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }

    private static Map<String, Object> with(String field, Object value) {
        return Map.of(field, value);
    }

    private static Map<String, Object> picture(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", "euler", "steps", 3,
                "width", 64, "height", 64, "seed", 1));
        settings.putAll(more);
        return settings;
    }
}
