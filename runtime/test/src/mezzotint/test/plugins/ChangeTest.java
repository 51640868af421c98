package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.QuickPictures;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change of plugins that waits can be seen and cancelled, and what needs consent waits for it. */
class ChangeTest {

    private static final String DPM2 = "mezzotint.sampler.dpm2";
    private static final Duration LONG = Duration.ofMinutes(2);
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
    void it_says_which_picture_it_waits_for_and_can_be_cancelled() throws Exception {
        String job = Api.submit(QuickPictures.picture("dpm2", 400));
        Api.await(job, Set.of("running"), LONG);
        Api.Answer asked = Api.send("POST", "/api/plugins/" + DPM2 + "/stop", BodyPublishers.noBody(), "Prefer", "respond-async");
        assertEquals(202, asked.status());
        JsonObject waiting = awaitWaiting(asked.text("id"));
        JsonObject wait = waiting.getAsJsonArray("waitsFor").get(0).getAsJsonObject();
        assertEquals(DPM2, wait.get("bundle").getAsString());
        String user = wait.getAsJsonArray("users").get(0).getAsString();
        assertTrue(user.startsWith("the picture \"a cat\" of job " + job) && user.contains("step"), user);
        assertEquals("cancelled", Api.delete("/api/plugins/changes/" + asked.text("id")).text("state"));
        String next = Api.submit(QuickPictures.picture("dpm2", 0));
        QuickPictures.assertDone(job);
        QuickPictures.assertDone(next);
        assertEquals(409, Api.delete("/api/plugins/changes/" + asked.text("id")).status());
    }

    /** The state of a change that waits for somebody; the picture has to come to its first step. */
    private static JsonObject awaitWaiting(String id) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            JsonObject change = Api.get("/api/plugins/changes/" + id).object();
            if (!change.getAsJsonArray("waitsFor").isEmpty() && change.toString().contains(", step")) {
                return change;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("it waits for nobody: " + Api.get("/api/plugins/changes/" + id));
    }

    @Test
    void what_nobody_signed_waits_for_consent() {
        byte[] jar = new TestJar("org.example.unsigned", "1.0.0").bytes();
        Api.Answer refused = Api.post("/api/plugins", jar);
        assertEquals(409, refused.status());
        assertTrue(refused.text("detail").contains("signed by nobody"), refused.text("detail"));
        Api.Answer plan = Api.post("/api/plugins?plan", jar);
        assertEquals(200, plan.status());
        assertTrue(plan.object().get("consent").getAsBoolean());
        assertEquals(404, Api.get("/api/plugins/org.example.unsigned").status());
        assertEquals("done", Api.post("/api/plugins/plans/" + plan.text("id"), Map.of()).text("state"));
        assertEquals("1.0.0", Api.get("/api/plugins/org.example.unsigned").text("version"));
        assertEquals(204, Api.send("DELETE", "/api/plugins/org.example.unsigned", BodyPublishers.noBody()).status());
    }
}
