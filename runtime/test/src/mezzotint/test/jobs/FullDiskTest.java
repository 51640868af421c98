package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbench whose disk is full says so, loses nothing, and goes on by itself. No file of its process may grow, as if there was no room. */
class FullDiskTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path home;

    @Test
    void jobs_wait_for_room_and_are_done_when_there_is() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            JsonObject first = json(handIn(workbench, 20));
            String path = "/api/jobs/" + first.get("id").getAsString();
            until(workbench, path, job -> job.getAsJsonObject("progress").get("step").getAsInt() > 0);
            limit(workbench, "1");
            HttpResponse<String> refused = handIn(workbench, 1);
            assertEquals(500, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("cannot be written down"), refused.body());
            until(workbench, "/api/queue", queue -> queue.has("trouble") && queue.get("trouble").getAsString().contains("could not keep the picture"));
            assertEquals("running", workbench.get(path).getAsJsonObject().get("state").getAsString(), "it is not done while it is not kept");
            assertTrue(workbench.get("/api/status").getAsJsonObject().get("notes").toString().contains("could not keep the picture"));
            limit(workbench, "unlimited");
            JsonObject done = until(workbench, path, job -> !job.get("state").getAsString().equals("running"));
            assertEquals("done", done.get("state").getAsString(), done.toString());
            String place = done.getAsJsonArray("pictures").get(0).getAsJsonObject().get("place").getAsString();
            assertTrue(Files.size(Path.of(URI.create(place))) > 0);
            until(workbench, "/api/queue", queue -> !queue.has("trouble"));
            JsonObject next = json(handIn(workbench, 1));
            until(workbench, "/api/jobs/" + next.get("id").getAsString(), job -> job.get("state").getAsString().equals("done"));
        }
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            assertEquals(2, again.get("/api/pictures").getAsJsonArray().size(), "the journal has both");
        }
    }

    /** @param bytes that a file may have, as {@code prlimit} takes it */
    private static void limit(OtherWorkbench workbench, String bytes) throws IOException, InterruptedException {
        var process = new ProcessBuilder("prlimit", "--pid", Long.toString(workbench.process().pid()), "--fsize=" + bytes + ":unlimited")
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    private static JsonObject until(OtherWorkbench workbench, String path, Predicate<JsonObject> so) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            JsonObject now = workbench.get(path).getAsJsonObject();
            if (so.test(now)) {
                return now;
            }
            assertTrue(System.nanoTime() < end, now.toString());
            Thread.sleep(20);
        }
    }

    private static HttpResponse<String> handIn(OtherWorkbench workbench, int steps) throws IOException, InterruptedException {
        return workbench.send("POST", "/api/jobs", BodyPublishers.ofString(new Gson().toJson(
                Map.of("prompt", "red apple", "width", 64, "height", 64, "steps", steps))));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertEquals(202, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }
}
