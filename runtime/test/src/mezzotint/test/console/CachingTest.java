package mezzotint.test.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BrowserJars;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser has the files of today: it keeps them, and asks by their content whether they are still the same. */
class CachingTest {

    private static final String LATER = "Tue, 01 Jan 2036 00:00:00 GMT";
    private static final String FILE = "/panels/changing/text.js";

    @AfterEach
    void clean() {
        Api.delete("/api/plugins/org.example.changing?agreed=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/shell.js", "/mezzotint.css", "/en.json", "/icons.svg", "/login/index.html", "/login/login.js", "/login/login.css",
            "/panels/generate/generate.js", "/panels/queue/queue.css", "/panels/plugins/de.json"})
    void a_file_is_known_by_its_content(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertEquals("no-cache", header(answer, "Cache-Control"));
        assertEquals("", header(answer, "Last-Modified"));
        String tag = header(answer, "ETag");
        assertTrue(tag.matches("\"[0-9a-f]{24}\""), tag);
        HttpResponse<String> again = get(path, "If-None-Match", "\"other\", " + tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(tag, header(again, "ETag"));
        assertEquals(answer.body(), get(path, "If-None-Match", "\"other\"").body());
        assertEquals(answer.body(), get(path, "If-Modified-Since", LATER).body(), "no time says that it is the same");
    }

    @Test
    void a_plugin_that_was_updated_shows_its_new_files() throws Exception {
        install("1.0.0", "old");
        HttpResponse<String> old = get(FILE);
        assertTrue(old.body().contains("old"), old.body());
        install("1.0.1", "new");
        HttpResponse<String> changed = get(FILE, "If-None-Match", header(old, "ETag"), "If-Modified-Since", LATER);
        assertEquals(200, changed.statusCode());
        assertTrue(changed.body().contains("new"), changed.body());
        assertNotEquals(header(old, "ETag"), header(changed, "ETag"));
        assertEquals("1.0.1", panel("version"));
    }

    private static String panel(String field) {
        for (var panel : Api.get("/api/panels").json().getAsJsonArray()) {
            if (panel.getAsJsonObject().get("id").getAsString().equals("changing")) {
                return panel.getAsJsonObject().get(field).getAsString();
            }
        }
        throw new AssertionError("the panel is not there");
    }

    private static void install(String version, String text) {
        Api.Answer answer = Api.settle(Api.post("/api/plugins?agreed=true", BrowserJars.panel(version, text).bytes()), Duration.ofMinutes(1));
        assertTrue(answer.status() < 202, answer.toString());
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(Osgi.address(path));
        return HttpClient.newHttpClient().send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
