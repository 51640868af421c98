package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import mezzotint.diffusion.StepHook;
import mezzotint.plugin.Param;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

/** Plugins are installed, updated and switched off while a picture is being made, and no job notices. */
public class BusyPressTest {

    private static final int STEPS = 10;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static ServiceRegistration<?> slow;

    /** Makes every step take a while, so that there is a picture in the making as long as a test needs one. */
    public record Slow() implements StepHook<Slow.Params> {

        public record Params(@Param(label = "Pause", unit = "ms") int pause) {
            public Params() {
                this(200);
            }
        }

        @Override
        public Tensor after(Step step, Params params) {
            try {
                Thread.sleep(params.pause());
            } catch (InterruptedException e) {
                throw new java.util.concurrent.CancellationException();
            }
            return step.denoised();
        }
    }

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
        slow = Osgi.context().registerService(StepHook.class, new Slow(), new Hashtable<>(Map.of(
                "mezzotint.id", "slow", "mezzotint.label", "Slow", "mezzotint.source", "")));
    }

    @AfterAll
    static void cleanUp() {
        slow.unregister();
    }

    @Test
    void a_sampler_is_installed_over_http_and_used_by_the_next_picture() throws Exception {
        byte[] jar = Osgi.jar(Osgi.bundle("mezzotint.sampler.heun"));
        assertEquals(200, Api.delete("/api/plugins/mezzotint.sampler.heun").status() / 100 * 100);
        assertEquals(400, Api.post("/api/jobs", picture("heun", 0)).status(), "it is gone");
        String running = Api.submit(picture("euler", 200));
        Api.await(running, Set.of("running"), LONG);
        assertEquals(2, Api.post("/api/plugins", jar).status() / 100);
        assertEquals("running", Api.get("/api/jobs/" + running).text("state"), "the install waited for nobody");
        String next = Api.submit(picture("heun", 0));
        assertDone(running);
        assertDone(next);
    }

    @Test
    void an_update_waits_for_a_picture_of_two_minutes_and_no_job_fails() throws Exception {
        String running = Api.submit(picture("euler", 120_000 / STEPS));
        Api.await(running, Set.of("running"), LONG);
        byte[] newer = withVersion(Osgi.jar(Osgi.bundle("mezzotint.sampler.euler")), "1.0.1");
        var update = CompletableFuture.supplyAsync(() -> Api.post("/api/plugins", newer));
        List<String> queued = List.of(Api.submit(picture("euler", 0)), Api.submit(picture("eulera", 0)), Api.submit(picture("euler", 0)));
        assertEquals("running", Api.get("/api/jobs/" + running).text("state"));
        assertTrue(!update.isDone(), "the update waits for the picture");
        assertDone(running);
        assertEquals(200, update.join().status() / 100 * 100, update.join().toString());
        queued.forEach(BusyPressTest::assertDone);
        assertEquals("1.0.1", Osgi.bundle("mezzotint.sampler.euler").getVersion().toString());
    }

    @Test
    void a_sampler_is_switched_off_and_only_later_jobs_hear_of_it() throws Exception {
        String running = Api.submit(picture("dpm2", 300));
        Api.await(running, Set.of("running"), LONG);
        String queued = Api.submit(picture("dpm2", 0));
        var off = CompletableFuture.supplyAsync(() -> Api.post("/api/plugins/mezzotint.sampler.dpm2/stop", new byte[0]));
        Api.Answer refused = awaitRefusal(picture("dpm2", 0));
        assertEquals(409, refused.status());
        assertTrue(refused.text("detail").contains("DPM2"), refused.text("detail"));
        assertDone(running);
        JsonObject failed = Api.awaitEnd(queued, LONG);
        assertEquals("failed", failed.get("state").getAsString());
        assertTrue(failed.getAsJsonObject("problem").get("detail").getAsString().contains("DPM2"), failed.toString());
        assertEquals(200, off.join().status());
        assertEquals(409, Api.post("/api/jobs", picture("dpm2", 0)).status(), "it stays off");
        assertEquals(200, Api.post("/api/plugins/mezzotint.sampler.dpm2/start", new byte[0]).status());
        assertDone(Api.submit(picture("dpm2", 0)));
    }

    @Test
    void no_request_is_refused_while_its_sampler_is_updated_again_and_again() throws Exception {
        byte[] jar = Osgi.jar(Osgi.bundle("mezzotint.sampler.lms"));
        var updates = CompletableFuture.supplyAsync(() -> {
            var answers = new ArrayList<Integer>();
            for (int i = 0; i < 20; i++) {
                answers.add(Api.post("/api/plugins", jar).status());
            }
            return answers;
        });
        int jobs = 0;
        for (; !updates.isDone(); jobs++) {
            String job = Api.submit(picture("lms", 0));
            if (jobs % 20 == 0) {
                assertDone(job);
            } else {
                Api.delete("/api/jobs/" + job); // the queue must not fill up
            }
        }
        assertEquals(Set.of(200), Set.copyOf(updates.join()));
        assertTrue(jobs > 1, "requests came in between");
    }

    /** The request is sent again until the plugin is on its way out. */
    private static Api.Answer awaitRefusal(Map<String, Object> picture) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Api.Answer answer = Api.post("/api/jobs", picture);
            if (answer.status() != 202) {
                return answer;
            }
            Api.delete("/api/jobs/" + answer.text("id"));
            Thread.sleep(20);
        }
        throw new AssertionError("the sampler is still offered");
    }

    private static void assertDone(String job) {
        JsonObject end = Api.awaitEnd(job, LONG);
        assertEquals("done", end.get("state").getAsString(), end.toString());
    }

    /** @param pause milliseconds that each call of the denoiser takes longer */
    private static Map<String, Object> picture(String sampler, int pause) {
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", sampler,
                "steps", STEPS, "width", 64, "height", 64, "seed", 1));
        if (pause > 0) {
            settings.put("watchers", List.of(Map.of("id", "slow", "params", Map.of("pause", pause))));
        }
        return settings;
    }

    private static byte[] withVersion(byte[] jar, String version) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new JarInputStream(new ByteArrayInputStream(jar))) {
            in.getManifest().getMainAttributes().putValue("Bundle-Version", version);
            try (var copy = new JarOutputStream(out, in.getManifest())) {
                for (var entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    copy.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                    in.transferTo(copy);
                }
            }
        }
        return out.toByteArray();
    }
}
