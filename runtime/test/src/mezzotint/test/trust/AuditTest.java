package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An audit log that cannot be written keeps nobody from anything, and says so. */
@Execution(ExecutionMode.CONCURRENT)
class AuditTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path home;

    /** Does not start. */
    public static final class Failing implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("no");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    @Test
    void changes_end_and_logins_go_on_without_it() throws Exception {
        Path log = home.resolve("journal/audit.log");
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            Files.deleteIfExists(log);
            Files.createDirectory(log); // which not even an administrator can write as a file
            assertEquals(201, workbench.change("POST", "?agreed=true", new TestJar("org.example.unseen", "1.0.0").bytes()).statusCode());
            assertEquals(409, workbench.change("POST", "?agreed=true", new TestJar("org.example.failing", "1.0.0").activator(Failing.class).bytes()).statusCode());
            assertEquals(List.of("failed", "done"), workbench.get("/api/plugins/changes").getAsJsonArray().asList().stream().map(c -> text(c, "state")).toList());
            JsonObject audit = workbench.get("/api/audit").getAsJsonObject();
            assertFalse(audit.get("whole").getAsBoolean());
            assertTrue(text(audit, "damage").contains("2 entries could not be written to it"), audit::toString);
            assertEquals(List.of("fail", "install"), audit.getAsJsonArray("entries").asList().stream().limit(2).map(e -> text(e, "action")).toList());
        }
        assertEquals(0, CommandLine.fed(home, PASSWORD, "user", "add", "anna").status());
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(200, logIn(workbench.address()));
        }
    }

    private static String text(JsonElement object, String member) {
        return object.getAsJsonObject().get(member).getAsString();
    }

    private static int logIn(URI address) throws Exception {
        String body = "{\"name\": \"anna\", \"password\": \"" + PASSWORD + "\"}";
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address.resolve("/api/login")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding()).statusCode();
    }
}
