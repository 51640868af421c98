package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.QuickPictures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plugins are installed, updated and switched off while a picture is being made, and no job notices. */
public class BusyPressTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static QuickPictures pictures;

    @BeforeAll
    static void prepare() throws IOException {
        pictures = QuickPictures.begin();
    }

    @AfterAll
    static void cleanUp() {
        pictures.close();
    }

    @Test
    void a_sampler_is_installed_over_http_and_used_by_the_next_picture() throws Exception {
        byte[] jar = Osgi.jar(Osgi.bundle("mezzotint.sampler.heun"));
        assertEquals(200, Api.delete("/api/plugins/mezzotint.sampler.heun").status() / 100 * 100);
        assertEquals(400, Api.post("/api/jobs", QuickPictures.picture("heun", 0)).status(), "it is gone");
        String running = Api.submit(QuickPictures.picture("euler", 500));
        Api.await(running, Set.of("running"), LONG);
        assertEquals(2, Api.post("/api/plugins", jar).status() / 100);
        assertEquals("running", Api.get("/api/jobs/" + running).text("state"), "the install waited for nobody");
        String next = Api.submit(QuickPictures.picture("heun", 0));
        QuickPictures.assertDone(running);
        QuickPictures.assertDone(next);
    }

    @Test
    void a_sampler_is_switched_off_and_only_later_jobs_hear_of_it() throws Exception {
        String running = Api.submit(QuickPictures.picture("dpm2", 300));
        Api.await(running, Set.of("running"), LONG);
        String queued = Api.submit(QuickPictures.picture("dpm2", 0));
        var off = CompletableFuture.supplyAsync(() -> Api.post("/api/plugins/mezzotint.sampler.dpm2/stop", new byte[0]));
        Api.Answer refused = awaitRefusal(QuickPictures.picture("dpm2", 0));
        assertEquals(409, refused.status());
        assertTrue(refused.text("detail").contains("DPM2"), refused.text("detail"));
        QuickPictures.assertDone(running);
        JsonObject failed = Api.awaitEnd(queued, LONG);
        assertEquals("failed", failed.get("state").getAsString());
        assertTrue(failed.getAsJsonObject("problem").get("detail").getAsString().contains("DPM2"), failed.toString());
        assertEquals(200, Api.settle(off.join(), LONG).status());
        assertEquals(409, Api.post("/api/jobs", QuickPictures.picture("dpm2", 0)).status(), "it stays off");
        assertEquals(200, Api.post("/api/plugins/mezzotint.sampler.dpm2/start", new byte[0]).status());
        QuickPictures.assertDone(Api.submit(QuickPictures.picture("dpm2", 0)));
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
            String job = Api.submit(QuickPictures.picture("lms", 0));
            if (jobs % 20 == 19) {
                QuickPictures.assertDone(job);
            } else {
                Api.delete("/api/jobs/" + job); // the queue must not fill up
            }
        }
        assertEquals(Set.of(200), Set.copyOf(updates.join()));
        assertTrue(jobs > 1, "requests came in between");
    }

    /** What a check needs is in use by the picture and about to be updated: nobody who asks waits for the picture, nor the update for those who ask. */
    @Test
    void requests_are_answered_at_once_while_what_checks_them_waits_for_a_picture() throws Exception {
        for (String name : List.of("mezzotint.encoder.clip", "mezzotint.prompt.weights", "mezzotint.architecture.sd")) {
            byte[] jar = Osgi.jar(Osgi.bundle(name));
            String running = Api.submit(QuickPictures.picture("euler", 1_000));
            Api.await(running, Set.of("running"), LONG);
            Api.await(running, job -> job.getAsJsonObject("progress").get("step").getAsInt() > 0, LONG);
            Api.Answer update = Api.post("/api/plugins?agreed=true", jar);
            int answered = 0;
            while (Api.get("/api/jobs/" + running).text("state").equals("running")) {
                String job = Api.submit(QuickPictures.picture("euler", 0));
                answered += Api.get("/api/jobs/" + running).text("state").equals("running") ? 1 : 0;
                Api.delete("/api/jobs/" + job);
                assertEquals(200, Api.get("/api/status").status());
            }
            assertTrue(answered > 0, name);
            QuickPictures.assertDone(running);
            var steady = new AtomicBoolean(true);
            var posts = CompletableFuture.supplyAsync(() -> {
                var answers = new TreeSet<Integer>();
                while (steady.get()) {
                    Api.Answer answer = Api.post("/api/jobs", QuickPictures.picture("euler", 0));
                    answers.add(answer.status());
                    if (answer.status() == 202) {
                        Api.delete("/api/jobs/" + answer.text("id"));
                    }
                }
                return answers;
            });
            assertEquals(200, Api.settle(update, LONG).status());
            steady.set(false);
            assertTrue(Set.of(202, 429).containsAll(posts.join()), posts.join().toString());
        }
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
}
