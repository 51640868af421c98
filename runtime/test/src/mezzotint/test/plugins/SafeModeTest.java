package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.Constants;

/** Safe mode runs what the distribution brought, also where users chose another version of it; the ways back are open. */
@Execution(ExecutionMode.CONCURRENT)
class SafeModeTest {

    private static final String NAME = "mezzotint.sampler.euler";

    @TempDir
    private Path home;

    /** The user's version ends the process when it is told to. */
    @BeforeEach
    void update() throws Exception {
        byte[] jar = new TestJar(NAME, "2.0.0").activator(BadPlugins.Activator.class)
                .header(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=none;label=None").bytes();
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(200, first.change("POST", "?agreed=true", jar).statusCode());
        }
        assertTrue(Files.deleteIfExists(home.resolve(NAME + ".started")), "it has run");
    }

    @Test
    void the_distributions_version_runs_until_the_next_start_without_it() throws Exception {
        Files.writeString(home.resolve(NAME), "halt");
        for (int start = 1; start <= 2; start++) { // the second time it is set aside already
            try (OtherWorkbench safe = OtherWorkbench.start(home, "--safe")) {
                assertEquals("1.0.0 true true", standing(safe));
                String note = safe.plugins().get(NAME).get("note").getAsString();
                assertTrue(note.contains("your version 2.0.0 is back at the next start"), note);
                assertTrue(safe.get("/api/status").getAsJsonObject().get("notes").toString().contains(NAME + " is that of the distribution, 1.0.0"));
                assertTrue(safe.get("/api/hooks").getAsJsonObject().get("sampler").toString().contains("\"euler\""), "it is the sampler");
            }
        }
        Files.writeString(home.resolve(NAME), "");
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            assertTrue(Files.exists(home.resolve(NAME + ".started")), "the user's version runs again");
            assertEquals("2.0.0 false true", standing(again));
            assertFalse(again.plugins().get(NAME).has("note"));
        }
    }

    @Test
    void what_is_switched_in_safe_mode_stays_so() throws Exception {
        try (OtherWorkbench safe = OtherWorkbench.start(home, "--safe")) {
            assertEquals(200, safe.change("POST", "/" + NAME + "/stop", null).statusCode());
            safe.kill();
        }
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            assertEquals("2.0.0 false false", standing(again));
            assertFalse(Files.exists(home.resolve(NAME + ".started")));
        }
    }

    @Test
    void an_update_is_taken_back_for_good() throws Exception {
        try (OtherWorkbench safe = OtherWorkbench.start(home, "--safe")) {
            HttpResponse<String> rollback = safe.send("POST", "/api/profiles/rollback?agreed=true", BodyPublishers.noBody());
            assertTrue(rollback.statusCode() == 200 && rollback.body().contains("Takes " + NAME + " back from 2.0.0 to 1.0.0"), rollback.body());
            assertFalse(safe.plugins().get(NAME).has("note"));
        }
        try (OtherWorkbench again = OtherWorkbench.start(home)) {
            assertEquals("1.0.0 true true", standing(again));
        }
    }

    /** Version, whether it is the distribution's, and whether it runs. */
    private static String standing(OtherWorkbench workbench) throws Exception {
        JsonObject plugin = workbench.plugins().get(NAME);
        return plugin.get("version").getAsString() + " " + plugin.get("bundled") + " " + plugin.get("on");
    }
}
