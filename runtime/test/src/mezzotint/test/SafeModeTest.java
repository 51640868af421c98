package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In safe mode the ways back are open. */
class SafeModeTest {

    private static final String NAME = "mezzotint.sampler.euler";

    @TempDir
    private Path home;

    @Test
    void an_update_of_what_ships_is_named_and_taken_back() throws Exception {
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(200, first.change("POST", "?agreed=true", new TestJar(NAME, "2.0.0").bytes()).statusCode());
        }
        try (OtherWorkbench safe = OtherWorkbench.start(home, "--safe")) {
            String notes = safe.get("/api/status").getAsJsonObject().get("notes").toString();
            assertTrue(notes.contains(NAME + " runs in the version 2.0.0 that you installed"), notes);
            HttpResponse<String> rollback = safe.send("POST", "/api/profiles/rollback?agreed=true", BodyPublishers.noBody());
            assertTrue(rollback.statusCode() == 200 && rollback.body().contains("Takes " + NAME + " back from 2.0.0 to 1.0.0"), rollback.body());
        }
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            JsonObject plugin = again.plugins().get(NAME);
            assertEquals("1.0.0 true true", plugin.get("version").getAsString() + " " + plugin.get("bundled") + " " + plugin.get("on"));
        }
    }
}
