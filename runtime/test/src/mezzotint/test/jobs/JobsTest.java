package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queue as a client sees it: the running server, its journal and its pictures. */
class JobsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final byte[] NOTHING = new byte[0];
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void resume() {
        assertEquals(200, Api.post("/api/queue/resume", NOTHING).status());
    }

    private static Map<String, Object> picture(int seed) {
        return new HashMap<>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", Map.of("id", "eulera", "params", Map.of("eta", 0.5)),
                "steps", 3, "width", 64, "height", 64, "seed", seed));
    }

    private HttpResponse<byte[]> send(String method, String path, Object body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(Osgi.address(path)).method(method, BodyPublishers.ofString(body == null ? "" : new Gson().toJson(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static JsonElement json(HttpResponse<byte[]> answer) {
        return com.google.gson.JsonParser.parseString(new String(answer.body()));
    }

    private static void pause() {
        assertEquals("paused", Api.post("/api/queue/pause", NOTHING).text("state"));
    }

    private static JsonObject done(String job) {
        JsonObject end = Api.awaitEnd(job, LONG);
        assertEquals("done", end.get("state").getAsString(), end.toString());
        return end;
    }

    private static JsonObject picture(JsonObject job) {
        return job.getAsJsonArray("pictures").get(0).getAsJsonObject();
    }

    @Test
    void the_request_of_a_job_handed_in_again_gives_the_same_picture() throws Exception {
        var asked = picture(41);
        asked.put("cfg", 3);
        asked.remove("seed");
        JsonObject first = done(Api.submit(asked));
        Map<String, Object> again = new Gson().fromJson(first.get("request"), new TypeToken<Map<String, Object>>() {}.getType());
        JsonObject second = done(Api.submit(again));
        assertEquals(first.get("request"), second.get("request"));
        assertArrayEquals(send("GET", picture(first).get("url").getAsString(), null).body(), send("GET", picture(second).get("url").getAsString(), null).body());
    }

    @Test
    void a_key_makes_it_safe_to_ask_again() throws Exception {
        String[] key = {"Idempotency-Key", "k-" + System.nanoTime()};
        var asked = picture(1);
        asked.put("seed", -1);
        JsonElement first = json(send("POST", "/api/jobs", asked, key));
        HttpResponse<byte[]> again = send("POST", "/api/jobs", asked, key);
        assertEquals(202, again.statusCode());
        assertEquals(first.getAsJsonObject().get("id"), json(again).getAsJsonObject().get("id"));
        HttpResponse<byte[]> other = send("POST", "/api/jobs", picture(2), key);
        assertEquals(409, other.statusCode());
        assertTrue(json(other).getAsJsonObject().get("detail").getAsString().contains(key[1]));
    }

    @Test
    void a_batch_is_taken_whole_or_not_at_all_and_the_rest_waits_for_the_first() throws Exception {
        pause();
        int before = Api.get("/api/queue").object().get("waiting").getAsInt();
        var wrong = picture(1);
        wrong.put("steps", 0);
        assertEquals(400, send("POST", "/api/jobs", List.of(picture(1), wrong)).statusCode());
        assertEquals(before, Api.get("/api/queue").object().get("waiting").getAsInt());
        var second = picture(2);
        second.put("after", List.of("#0"));
        second.put("priority", 50);
        JsonArray grid = json(send("POST", "/api/jobs", List.of(picture(1), second))).getAsJsonArray();
        String one = grid.get(0).getAsJsonObject().get("id").getAsString();
        String two = grid.get(1).getAsJsonObject().get("id").getAsString();
        Api.delete("/api/jobs/" + one);
        JsonObject failed = Api.awaitEnd(two, LONG);
        assertEquals("failed", failed.get("state").getAsString());
        assertTrue(failed.getAsJsonObject("problem").get("detail").getAsString().contains(one), failed.toString());
    }

    @Test
    void jobs_are_moved_listed_in_parts_and_cancelled_together() throws Exception {
        pause();
        List<String> jobs = List.of(Api.submit(picture(1)), Api.submit(picture(2)), Api.submit(picture(3)));
        assertEquals(200, send("PATCH", "/api/jobs/" + jobs.get(2), Map.of("priority", 7)).statusCode());
        assertEquals(400, send("PATCH", "/api/jobs/" + jobs.get(2), Map.of("priority", 700)).statusCode());
        HttpResponse<byte[]> page = send("GET", "/api/jobs?state=waiting&limit=2", null);
        assertEquals(List.of(jobs.get(2), jobs.get(0)), ids(json(page)));
        String next = page.headers().firstValue("Link").orElseThrow().replaceAll("<(.*)>.*", "$1");
        assertEquals(List.of(jobs.get(1)), ids(json(send("GET", next, null))));
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, send("GET", "/api/jobs?state=waiting&limit=2", null, "If-None-Match", tag).statusCode());
        assertEquals(200, send("DELETE", "/api/jobs?id=" + String.join(",", jobs), null).statusCode());
        assertEquals(0, Api.get("/api/queue").object().get("waiting").getAsInt());
        send("DELETE", "/api/jobs?forget=true&id=" + String.join(",", jobs), null);
        assertEquals(404, Api.get("/api/jobs/" + jobs.get(0)).status());
        assertEquals(400, send("DELETE", "/api/jobs", null).statusCode(), "all at once only if it is said");
    }

    /** From what steps of pictures like it took before; the first of a kind teaches the rest. */
    @Test
    void the_time_that_is_left_is_told_by_measured_steps() throws Exception {
        var asked = picture(5);
        asked.put("steps", 4);
        done(Api.submit(asked));
        pause();
        String one = Api.submit(asked);
        asked.put("steps", 400);
        String longer = Api.submit(asked);
        asked.put("width", 72);
        String unknown = Api.submit(asked);
        try {
            double first = Api.get("/api/jobs/" + one).object().get("secondsLeft").getAsDouble();
            double second = Api.get("/api/jobs/" + longer).object().get("secondsLeft").getAsDouble();
            assertTrue(second > 10 * first, "400 steps after 4 take " + second + " s, 4 take " + first);
            assertTrue(!Api.get("/api/jobs/" + unknown).object().has("secondsLeft"), "nobody knows of a size that was never made");
        } finally {
            Api.delete("/api/jobs?id=" + one + "," + longer + "," + unknown);
        }
    }

    @Test
    void a_drained_queue_takes_nothing_and_says_when_to_come_back() throws Exception {
        assertEquals("draining", Api.post("/api/queue/drain", NOTHING).text("state"));
        HttpResponse<byte[]> refused = send("POST", "/api/jobs", picture(1));
        assertEquals(429, refused.statusCode());
        assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()) > 0);
    }

    @Test
    void a_picture_goes_into_the_trash_and_back() throws Exception {
        JsonObject picture = picture(done(Api.submit(picture(9))));
        String url = picture.get("url").getAsString();
        Path file = Path.of(URI.create(picture.get("place").getAsString()));
        byte[] png = send("GET", url, null).body();
        assertArrayEquals(Files.readAllBytes(file), png);
        assertEquals(200, send("DELETE", url, null).statusCode());
        assertEquals(404, send("GET", url, null).statusCode());
        assertFalse(Files.exists(file));
        assertEquals(0, Api.get("/api/jobs/" + picture.get("id").getAsString().replaceFirst("-0$", "")).object().getAsJsonArray("pictures").size());
        assertFalse(ids(json(send("GET", "/api/pictures?limit=1000", null))).contains(picture.get("id").getAsString()));
        assertEquals(200, send("POST", url + "/restore", null).statusCode());
        assertArrayEquals(png, send("GET", url, null).body());
        assertTrue(ids(json(send("GET", "/api/pictures?limit=1000", null))).contains(picture.get("id").getAsString()));
        assertEquals(404, send("POST", url + "/restore", null).statusCode(), "it is not in the trash any more");
    }

    @Test
    void pictures_are_found_by_words_settings_and_marks() throws Exception {
        var asked = picture(77041);
        asked.put("prompt", "a Heron by the lake");
        String id = picture(done(Api.submit(asked))).get("id").getAsString();
        for (String search : List.of("heron", "LAKE%20heron", "seed:77041", "steps:3%20heron", "sampler:eulera%20heron", "model:tiny%20heron")) {
            assertTrue(ids(Api.get("/api/pictures?search=" + search).json()).contains(id), search);
        }
        for (String search : List.of("heron%20mountain", "steps:30%20heron", "seed:7704")) {
            assertFalse(ids(Api.get("/api/pictures?search=" + search).json()).contains(id), search);
        }
        assertFalse(ids(Api.get("/api/pictures?favourite=true").json()).contains(id));
        assertEquals(200, send("PUT", "/api/pictures/" + id + "/favourite", null).statusCode());
        assertTrue(ids(Api.get("/api/pictures?favourite=true&search=heron").json()).contains(id));
        assertEquals(200, send("DELETE", "/api/pictures/" + id + "/favourite", null).statusCode());
        assertFalse(ids(Api.get("/api/pictures?favourite=true").json()).contains(id));
        assertTrue(ids(Api.get("/api/pictures?search=heron").json()).contains(id), "only the mark is gone");
        assertEquals(404, send("PUT", "/api/pictures/none/favourite", null).statusCode());
    }

    @Test
    void the_log_is_read_over_http() {
        org.slf4j.LoggerFactory.getLogger("a.test").warn("a heron flew by");
        String warnings = Api.get("/api/log?level=warn&lines=50").json().toString();
        assertTrue(warnings.contains("a heron flew by"), warnings);
        assertFalse(warnings.contains("\"INFO\""), warnings);
        assertEquals(400, Api.get("/api/log?level=loud").status());
        assertEquals(400, Api.get("/api/log?lines=0").status());
    }

    private static List<String> ids(JsonElement list) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false).map(each -> each.getAsJsonObject().get("id").getAsString()).toList();
    }
}
