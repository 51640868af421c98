package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users and an administrator at one workbench: what is whose, and how much of it. */
class OwnersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SMALL = "\"prompt\": \"a cat\", \"width\": 64, \"height\": 64, \"steps\": 1";
    private static final int PICTURES = 6;

    @TempDir
    private static Path home;

    private static OtherWorkbench workbench;
    private static Map<String, String> tokens;

    @BeforeAll
    static void start() throws Exception {
        CommandLine.fed(home, "correct horse", "user", "add", "anna");
        Files.createDirectories(home.resolve("conf/settings/mezzotint"));
        Files.writeString(home.resolve("conf/settings/mezzotint/login.config"), "service.pid=\"mezzotint.login\"\npicturesPerDay=I\"" + PICTURES + "\"\n");
        Files.writeString(home.resolve("conf/framework.properties"), "mezzotint.jobs.turnSeconds=1\n");
        workbench = OtherWorkbench.start(home);
        for (String user : List.of("mia", "paul")) {
            CommandLine.fed(home, "correct horse", "user", "add", user);
        }
        tokens = Map.of("anna", token("anna", "admin"), "mia", token("mia", "make"), "paul", token("paul", "make"));
    }

    private static String token(String user, String scope) throws Exception {
        return CommandLine.fed(home, "", "user", "token", user, "--scope", scope).out().strip();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        workbench.close();
    }

    private static HttpRequest request(String user, String method, String path, String body) {
        return HttpRequest.newBuilder(workbench.address().resolve(path)).header("Authorization", "Bearer " + tokens.get(user))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }

    private static HttpResponse<String> send(String user, String method, String path, String body) throws IOException, InterruptedException {
        return HTTP.send(request(user, method, path, body), BodyHandlers.ofString());
    }

    private static void assertStatus(int status, String user, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(user, method, path, body);
        assertEquals(status, answer.statusCode(), user + " " + method + " " + path + ": " + answer.body());
    }

    private static JsonArray list(String user, String path) throws IOException, InterruptedException {
        return JsonParser.parseString(send(user, "GET", path, null).body()).getAsJsonArray();
    }

    private static String submit(String user) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(user, "POST", "/api/jobs", "{" + SMALL + "}");
        assertEquals(202, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject().get("id").getAsString();
    }

    private static JsonObject done(String user, String job) throws IOException, InterruptedException {
        while (true) {
            JsonObject now = JsonParser.parseString(send(user, "GET", "/api/jobs/" + job, null).body()).getAsJsonObject();
            String state = now.get("state").getAsString();
            if (!List.of("waiting", "running").contains(state)) {
                assertEquals("done", state, now.toString());
                return now;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void a_long_job_of_one_does_not_keep_another_waiting() throws Exception {
        String slow = JsonParser.parseString(send("mia", "POST", "/api/jobs", "{" + SMALL.replace("\"steps\": 1", "\"steps\": 1000") + "}").body()).getAsJsonObject().get("id").getAsString();
        String quick = submit("paul");
        done("paul", quick);
        JsonObject left = JsonParser.parseString(send("mia", "GET", "/api/jobs/" + slow, null).body()).getAsJsonObject();
        assertTrue(List.of("waiting", "running").contains(left.get("state").getAsString()), left.toString());
        assertTrue(left.getAsJsonObject("progress").get("step").getAsInt() > 0, left.toString());
        assertStatus(200, "mia", "DELETE", "/api/jobs/" + slow, null);
        assertStatus(200, "paul", "DELETE", "/api/jobs?forget=true&id=" + quick, null);
    }

    @Test
    void options_of_sdapi_are_each_users_own() throws Exception {
        assertStatus(200, "mia", "POST", "/sdapi/v1/options", "{\"samples_format\": \"webp\"}");
        assertStatus(200, "anna", "POST", "/sdapi/v1/options", "{\"samples_format\": \"jpg\"}");
        for (var expected : Map.of("mia", "webp", "anna", "jpg", "paul", "png").entrySet()) {
            String options = send(expected.getKey(), "GET", "/sdapi/v1/options", null).body();
            assertEquals(expected.getValue(), JsonParser.parseString(options).getAsJsonObject().get("samples_format").getAsString());
        }
    }

    @Test
    void a_job_is_its_owners_and_the_administrators() throws Exception {
        assertStatus(403, "mia", "POST", "/api/queue/pause", "");
        assertStatus(200, "anna", "POST", "/api/queue/pause", "");
        try {
            String job = submit("mia");
            assertStatus(403, "paul", "GET", "/api/jobs/" + job, null);
            assertStatus(403, "paul", "DELETE", "/api/jobs/" + job, null);
            assertStatus(403, "paul", "PATCH", "/api/jobs/" + job, "{\"priority\": 9}");
            assertStatus(403, "paul", "DELETE", "/api/jobs?id=" + job, null);
            assertEquals("[]", send("paul", "DELETE", "/api/jobs?state=waiting", null).body(), "all that wait of his");
            assertEquals(0, list("paul", "/api/jobs").size());
            assertEquals(0, list("paul", "/api/jobs?owner=mia").size());
            assertEquals(1, list("mia", "/api/jobs?state=waiting").size(), "it still waits");
            assertEquals(1, list("anna", "/api/jobs?owner=mia&state=waiting").size());
            assertStatus(200, "anna", "DELETE", "/api/jobs/" + job, null);
            String own = submit("paul");
            assertStatus(200, "paul", "DELETE", "/api/jobs/" + own, null);
        } finally {
            assertStatus(200, "anna", "POST", "/api/queue/resume", "");
        }
    }

    @Test
    void a_picture_is_its_owners_and_the_administrators_in_the_trash_too() throws Exception {
        String job = submit("mia");
        JsonObject picture = done("mia", job).getAsJsonArray("pictures").get(0).getAsJsonObject();
        String url = picture.get("url").getAsString();
        assertStatus(403, "paul", "GET", url, null);
        assertStatus(403, "paul", "DELETE", url, null);
        assertStatus(403, "paul", "PUT", url + "/favourite", null);
        assertStatus(403, "paul", "POST", "/api/recreate", "{\"picture\": \"" + picture.get("id").getAsString() + "\"}");
        assertFalse(list("paul", "/api/pictures").toString().contains(job), "it is in his list");
        for (String user : List.of("mia", "anna")) {
            assertStatus(200, user, "GET", url, null);
            assertStatus(200, user, "DELETE", url, null);
            assertEquals(0, done(user, job).getAsJsonArray("pictures").size(), "a job shows no picture that is not there");
            assertStatus(403, "paul", "POST", url + "/restore", null);
            assertFalse(list("paul", "/api/pictures?trash=true").toString().contains(job), "it is in his trash");
            assertEquals(1, list(user, "/api/pictures?trash=true").size());
            assertStatus(200, user, "POST", url + "/restore", null);
            assertEquals(1, done(user, job).getAsJsonArray("pictures").size());
        }
    }

    @Test
    void events_tell_of_a_job_to_those_alone() throws Exception {
        List<String> mine = listen("mia");
        List<String> others = listen("paul");
        List<String> all = listen("anna");
        done("mia", submit("mia"));
        String own = submit("paul");
        done("paul", own);
        await(() -> others.stream().anyMatch(e -> e.contains(own) && e.contains("\"done\"")) && all.stream().anyMatch(e -> e.contains(own)));
        assertTrue(mine.stream().anyMatch(e -> e.contains("\"owner\":\"mia\"")) && mine.stream().noneMatch(e -> e.contains(own)), mine.toString());
        assertFalse(others.stream().anyMatch(e -> e.contains("\"owner\":\"mia\"")), others.toString());
        assertTrue(all.stream().anyMatch(e -> e.contains("\"owner\":\"mia\"")), all.toString());
    }

    private static List<String> listen(String user) throws InterruptedException {
        var events = new CopyOnWriteArrayList<String>();
        HTTP.sendAsync(request(user, "GET", "/api/events", null), BodyHandlers.ofLines()).thenAccept(answer -> answer.body().forEach(events::add));
        await(() -> !events.isEmpty());
        return events;
    }

    private static void await(BooleanSupplier arrived) throws InterruptedException {
        for (int i = 0; !arrived.getAsBoolean(); i++) {
            assertTrue(i < 1000, "nothing was heard of it");
            Thread.sleep(20);
        }
    }

    @Test
    void too_many_pictures_are_refused_before_work_with_the_time_to_wait() throws Exception {
        int before = list("anna", "/api/jobs").size();
        for (String path : List.of("/api/jobs", "/sdapi/v1/txt2img")) {
            String count = path.equals("/api/jobs") ? "count" : "batch_size";
            HttpResponse<String> refused = send("paul", "POST", path, "{" + SMALL + ", \"" + count + "\": " + (PICTURES + 1) + "}");
            assertEquals(429, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("pictures today, and may for " + PICTURES), refused.body());
            assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0, refused.headers().toString());
        }
        assertEquals(before, list("anna", "/api/jobs").size(), "no job was made of it");
        HttpResponse<String> nobody = HTTP.send(HttpRequest.newBuilder(workbench.address().resolve("/sdapi/v1/txt2img"))
                .POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        assertEquals(401, nobody.statusCode());
        assertEquals("{\"error\":\"HTTPException\",\"detail\":\"Not authenticated\",\"body\":\"\",\"errors\":\"\"}", nobody.body());
        assertTrue(nobody.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"), nobody.headers().toString());
    }
}
