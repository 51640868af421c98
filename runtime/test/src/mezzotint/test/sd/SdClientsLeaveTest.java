package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that waits for a picture, and leaves. */
class SdClientsLeaveTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int UNREAD = 12 << 20;

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    /** A client that has asked for a picture and does not read. */
    private static Socket ask(String prompt, int steps, int iterations) throws IOException {
        return ask(prompt, steps, iterations, "");
    }

    private static Socket ask(String prompt, int steps, int iterations, String more) throws IOException {
        String body = "{" + more + "\"prompt\": \"" + prompt + "\", \"steps\": " + steps + ", \"n_iter\": " + iterations + ", \"width\": 64, \"height\": 64, \"sampler_name\": \"Euler\", "
                + "\"override_settings\": {\"sd_model_checkpoint\": \"tiny-sd15\"}}";
        var socket = new Socket("127.0.0.1", Osgi.address("/").getPort());
        socket.getOutputStream().write(("POST /sdapi/v1/txt2img HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The jobs of a prompt, once there are some. */
    private static List<String> jobs(String prompt, int count) throws InterruptedException {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            List<String> jobs = StreamSupport.stream(Api.get("/api/jobs").json().getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject)
                    .filter(job -> job.toString().contains("\"" + prompt + "\"")).map(job -> job.get("id").getAsString()).toList();
            if (jobs.size() == count) {
                return jobs;
            }
        }
        throw new AssertionError("the request did not become " + count + " jobs");
    }

    @Test
    void beforeItsPictureIsBegunItIsCancelled() throws Exception {
        Api.post("/api/queue/pause", Map.of());
        try (Socket patient = ask("one who waits", 1, 1)) {
            Socket hasty = ask("one who leaves", 1, 3);
            List<String> waiting = jobs("one who leaves", 3);
            String job = jobs("one who waits", 1).get(0);
            hasty.close();
            for (String left : waiting) {
                assertEquals("cancelled", Api.awaitEnd(left, LIMIT).get("state").getAsString());
            }
            assertEquals("waiting", Api.get("/api/jobs/" + job).text("state"));
            Api.post("/api/queue/resume", Map.of());
            assertEquals("done", Api.awaitEnd(job, LIMIT).get("state").getAsString());
            patient.setSoTimeout((int) LIMIT.toMillis());
            assertTrue(new String(patient.getInputStream().readNBytes(15), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200"));
        } finally {
            Api.post("/api/queue/resume", Map.of());
        }
    }

    @Test
    void afterwardsItIsFinished() throws Exception {
        Socket hasty = ask("one who leaves late", 40, 1);
        String job = jobs("one who leaves late", 1).get(0);
        Api.await(job, Set.of("running"), LIMIT);
        hasty.close();
        JsonObject done = Api.awaitEnd(job, LIMIT);
        assertEquals("done", done.get("state").getAsString());
        assertEquals(1, done.getAsJsonArray("pictures").size());
    }

    /** More clients than the machine has cores, whose answers do not fit into what the system holds for who does not read. */
    @Test
    void slowReadersKeepNobodyWaiting() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
                slow.add(ask("a slow one", 1, 1, "\"comments\": {\"long\": \"" + "x".repeat(UNREAD) + "\"}, "));
            }
            for (String job : jobs("a slow one", slow.size())) {
                assertEquals("done", Api.awaitEnd(job, LIMIT).get("state").getAsString());
            }
            assertEquals(200, Api.post("/sdapi/v1/txt2img", Map.of("prompt", "a quick one", "steps", 1, "width", 64, "height", 64, "sampler_name", "Euler",
                    "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15"))).status());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }
}
