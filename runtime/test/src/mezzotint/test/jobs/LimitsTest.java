package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is too much is refused before any work, with the time to wait. */
@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    @Test
    void too_many_requests_pictures_and_wrong_passwords_have_to_wait() throws Exception {
        for (String user : new String[] {"anna", "mia"}) {
            CommandLine.fed(home, "correct horse", "user", "add", user);
        }
        Files.createDirectories(home.resolve("conf/settings/mezzotint"));
        Files.writeString(home.resolve("conf/settings/mezzotint/login.config"),
                "service.pid=\"mezzotint.login\"\nrequestsPerMinute=I\"6\"\nrequestsAtOnce=I\"10\"\npicturesPerDay=I\"3\"\nuploadMegabytesPerDay=I\"1\"\n");
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            HttpResponse<String> pictures = send(workbench, "/api/jobs", "anna:correct horse", "{\"prompt\": \"a cat\", \"count\": 4}");
            assertEquals(429, pictures.statusCode(), pictures.body());
            assertTrue(pictures.body().contains("anna has asked for 0 pictures today, and may for 3"), pictures.body());
            assertEquals("[]", send(workbench, "/api/jobs", "anna:correct horse", null).body());
            for (int i = 2; i < 10; i++) {
                assertEquals(200, send(workbench, "/api/jobs", "anna:correct horse", null).statusCode());
            }
            assertWaits(send(workbench, "/api/jobs", "anna:correct horse", null), "these are more than 6 requests a minute");
            for (int i = 0; i < 20; i++) {
                assertEquals(200, send(workbench, "/panels/generate/generate.js", "anna:correct horse", null).statusCode(), "a page that is loaded again and again is no flood");
            }
            assertEquals(400, send(workbench, "/api/uploads", "mia:correct horse", "no picture".repeat(150_000)).statusCode());
            assertWaits(send(workbench, "/api/uploads", "mia:correct horse", "no picture"), "these are more than 1 MB sent in a day");
            assertEquals(200, send(workbench, "/api/jobs", "mia:correct horse", null).statusCode(), "to read is allowed");
            for (int i = 0; i < 5; i++) {
                assertEquals(401, send(workbench, "/api/jobs", "anna:wrong horse" + i, null).statusCode());
            }
            assertWaits(send(workbench, "/api/jobs", "anna:correct horse", null), "there were too many wrong passwords or tokens");
        }
    }

    private static void assertWaits(HttpResponse<String> answer, String words) {
        assertEquals(429, answer.statusCode());
        assertTrue(answer.body().contains(words), answer.body());
        assertTrue(answer.headers().firstValueAsLong("Retry-After").orElse(0) > 0, answer.headers().toString());
    }

    private static HttpResponse<String> send(OtherWorkbench workbench, String path, String pair, String job) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(workbench.address().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()))
                .method(job == null ? "GET" : "POST", job == null ? BodyPublishers.noBody() : BodyPublishers.ofString(job));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
