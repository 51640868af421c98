package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mezzotint.diffusion.StepHook;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.Constants;

/** The workbench starts whatever a plugin does in its start, and says what that was. */
@Execution(ExecutionMode.CONCURRENT)
class FaultyStartTest {

    private static final String HANGS = "org.example.hangs";
    private static final String THROWS = "org.example.throws";
    private static final String ENDS = "org.example.ends";
    private static final String GARBAGE = "org.example.garbage";
    private static final String LATE = "org.example.late";
    private static final String WELL = "org.example.well";

    @TempDir
    private Path home;

    @BeforeEach
    void haveLittlePatience() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/framework.properties"), "mezzotint.limits.bundle=4\n");
    }

    @Test
    void what_hangs_throws_or_is_garbage_is_left_out() throws Exception {
        install(HANGS, THROWS, GARBAGE, WELL);
        order(HANGS, "hang");
        order(THROWS, "throw");
        spoil(GARBAGE);
        try (var workbench = OtherWorkbench.start(home)) {
            assertTrue(started(WELL), "others start");
            assertTrue(workbench.get("/api/hooks").getAsJsonObject().has("sampler"), "plugins are there, and the list of them does not hang");
            assertTrue(faults(workbench).contains("the bundle " + THROWS + " 1.0.0 does not start: java.lang.IllegalStateException: will not start"));
            await(() -> faults(workbench).contains("the bundle " + HANGS + " 1.0.0 did not come to an end of its start within 4 s"));
            assertTrue(faults(workbench).contains("the class loader of " + HANGS + " 1.0.0 stay in memory until the restart"));
        }
        order(HANGS, "");
        try (var workbench = OtherWorkbench.start(home)) {
            assertFalse(started(HANGS), "it is not tried again");
            assertEquals(204, workbench.send("DELETE", "/api/faults/" + HANGS, BodyPublishers.noBody()).statusCode());
            assertTrue(started(HANGS), "until it is released");
        }
    }

    /** The port is open while plugins are being started, of which this one comes last. */
    @Test
    void what_is_handed_in_meanwhile_waits_for_the_start() throws Exception {
        byte[] late = new TestJar(LATE, "1.0.0").activator(BadPlugins.Activator.class).plugin(StepHook.class, BadPlugins.Harmless.class).bytes();
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", late).statusCode());
        }
        order(LATE, "late");
        int port = OtherWorkbench.freePort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/jobs"))
                .POST(BodyPublishers.ofString("{\"prompt\": \"a cat\", \"steps\": 1, \"watchers\": [\"late\"]}")).build();
        Process process = CommandLine.launch(home, "--port", String.valueOf(port));
        try {
            HttpResponse<String> answer = first(request);
            assertEquals(202, answer.statusCode(), answer.body());
        } finally {
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        }
    }

    /** The first answer of the jobs' servlet, at a port that nobody listens on yet. */
    private static HttpResponse<String> first(HttpRequest request) throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            try {
                HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 503) {
                    return answer;
                }
            } catch (IOException e) {
                // nobody listens yet
            }
            Thread.sleep(10);
        }
        throw new AssertionError("nobody answers " + request);
    }

    @Test
    void what_ends_the_process_is_left_out_of_the_next_start() throws Exception {
        install(ENDS, WELL);
        for (String order : List.of("halt", "exit")) {
            order(ENDS, order);
            Process process = CommandLine.launch(home, "--port", "0");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(3, process.exitValue(), "it ended the process");
            try (var workbench = OtherWorkbench.start(home)) {
                assertTrue(faults(workbench).contains("the bundle " + ENDS + " 1.0.0 was being started when the workbench ended unawares"));
                assertTrue(started(WELL), "others start");
                order(ENDS, "");
                workbench.send("DELETE", "/api/faults/" + ENDS, BodyPublishers.noBody());
                assertTrue(started(ENDS));
            }
            Files.delete(home.resolve(ENDS + ".started"));
        }
    }

    @Test
    void a_plugin_of_the_distribution_is_not_blamed_for_one_death() throws Exception {
        Path marker = home.resolve("cache/starting");
        Files.createDirectories(marker.getParent());
        Files.writeString(marker, "mezzotint.sampler.euler 1.0.0 1\nmezzotint.sampler.heun 1.0.0 2\n");
        try (var workbench = OtherWorkbench.start(home)) {
            assertTrue(on(workbench, "mezzotint.sampler.euler"));
            assertFalse(on(workbench, "mezzotint.sampler.heun"));
            assertTrue(faults(workbench).contains("mezzotint.sampler.heun 1.0.0 was being started"));
        }
    }

    @Test
    void safe_mode_starts_the_distribution_only_and_changes_nothing() throws Exception {
        install(WELL);
        try (var workbench = OtherWorkbench.start(home, "--safe")) {
            assertTrue(workbench.get("/api/status").getAsJsonObject().get("safe").getAsBoolean());
            assertTrue(workbench.get("/api/hooks").getAsJsonObject().has("sampler"));
            assertFalse(started(WELL));
            assertFalse(on(workbench, WELL));
        }
        try (var workbench = OtherWorkbench.start(home)) {
            assertFalse(workbench.get("/api/status").getAsJsonObject().get("safe").getAsBoolean());
            assertTrue(started(WELL));
            assertTrue(on(workbench, WELL));
        }
    }

    @Test
    @Timeout(120)
    void a_jar_that_hangs_in_its_start_is_not_installed() throws Exception {
        order(HANGS, "hang");
        try (var workbench = OtherWorkbench.start(home)) {
            Map<String, Boolean> before = workbench.states();
            String answer = workbench.change("POST", "?agreed=true", jar(HANGS)).body();
            await(() -> workbench.get("/api/plugins/changes").toString().contains("\"state\":\"failed\""));
            String change = workbench.get("/api/plugins/changes").toString();
            assertTrue(change.contains(HANGS + " 1.0.0 does not start: it has not come out of its start after 4 s"), answer + change);
            Map<String, Boolean> after = workbench.states();
            after.remove(HANGS); // it is there until the restart, since the framework can do nothing with it
            assertEquals(before, after);
            assertEquals("hangs while starting; goes at the next start", workbench.plugins().get(HANGS).get("note").getAsString());
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/stop", null).statusCode(), "other changes go on");
        }
        try (var workbench = OtherWorkbench.start(home)) {
            assertFalse(workbench.states().containsKey(HANGS));
            assertFalse(started(HANGS));
        }
    }

    @Test
    @Timeout(120)
    void what_hangs_in_its_start_can_be_removed() throws Exception {
        install(HANGS);
        order(HANGS, "hang");
        try (var workbench = OtherWorkbench.start(home)) {
            await(() -> faults(workbench).contains(HANGS + " 1.0.0 did not come to an end of its start"));
            assertTrue(CommandLine.run(home, "plugin", "list").out().lines().anyMatch(line -> line.startsWith(HANGS) && line.contains("hangs while starting;")));
            CommandLine.End removed = CommandLine.run(home, "plugin", "remove", HANGS, "--yes");
            assertEquals(0, removed.status(), removed.error());
            assertTrue(removed.out().contains("takes effect at the next start") && removed.out().endsWith("It is done at the next start.\n"), removed.out());
            assertTrue(CommandLine.run(home, "plugin", "list").out().lines()
                    .anyMatch(line -> line.startsWith(HANGS) && line.endsWith("hangs while starting; goes at the next start")));
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/stop", null).statusCode(), "other changes go on");
        }
        try (var workbench = OtherWorkbench.start(home)) {
            assertFalse(workbench.states().containsKey(HANGS));
        }
        assertFalse(started(HANGS));
    }

    private void install(String... bundles) throws Exception {
        try (var workbench = OtherWorkbench.start(home)) {
            for (String bundle : bundles) {
                assertEquals(201, workbench.change("POST", "?agreed=true", jar(bundle)).statusCode());
                Files.delete(home.resolve(bundle + ".started"));
            }
        }
    }

    private static byte[] jar(String bundle) {
        return new TestJar(bundle, "1.0.0").activator(BadPlugins.Activator.class).header(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=none;label=None").bytes();
    }

    private void order(String bundle, String what) throws IOException {
        Files.writeString(home.resolve(bundle), what);
    }

    /** Whether it has run its start to the end. */
    private boolean started(String bundle) {
        return Files.exists(home.resolve(bundle + ".started"));
    }

    /** Puts garbage in place of a bundle's jar in the framework's cache. */
    private void spoil(String bundle) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cache/felix"))) {
            for (Path jar : (Iterable<Path>) files.filter(f -> f.endsWith("bundle.jar"))::iterator) {
                if (new String(Files.readAllBytes(jar.getParent().resolveSibling("bundle.info"))).contains(bundle)) {
                    Files.writeString(jar, "garbage");
                    return;
                }
            }
        }
        throw new AssertionError(bundle + " is not in the cache");
    }

    private static boolean on(OtherWorkbench workbench, String bundle) throws IOException, InterruptedException {
        for (JsonElement each : workbench.get("/api/plugins").getAsJsonArray()) {
            JsonObject plugin = each.getAsJsonObject();
            if (plugin.get("name").getAsString().equals(bundle)) {
                return plugin.get("on").getAsBoolean();
            }
        }
        throw new AssertionError(bundle + " is not listed");
    }

    private static String faults(OtherWorkbench workbench) throws IOException, InterruptedException {
        return workbench.get("/api/faults").toString();
    }

    /** Something that may take a while to become true. */
    private interface Sooner {
        boolean isTrue() throws IOException, InterruptedException;
    }

    private static void await(Sooner condition) throws IOException, InterruptedException {
        for (int i = 0; i < 300 && !condition.isTrue(); i++) {
            Thread.sleep(100);
        }
        assertTrue(condition.isTrue());
    }
}
