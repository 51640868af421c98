package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbench as a process of its own: what a user starts, stops and starts again. */
class LaunchTest {

    private static final String RUNS_AT = "Mezzotint runs at ";
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    /** A workbench in another process. */
    private record Other(Process process, URI address) implements AutoCloseable {

        /** SIGTERM; it must go by itself. */
        @Override
        public void close() throws InterruptedException {
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it does not stop");
        }
    }

    @Test
    void choices_survive_a_restart() throws Exception {
        String off;
        String removed;
        try (Other first = start()) {
            List<String> names = new ArrayList<>(states(first).keySet());
            off = names.get(0);
            removed = names.get(names.size() - 1);
            assertEquals(200, send(first, "POST", "/" + off + "/stop", null).statusCode());
            assertEquals(204, send(first, "DELETE", "/" + removed, null).statusCode());
        }
        try (Other second = start()) {
            assertEquals(Boolean.FALSE, states(second).get(off));
            assertFalse(states(second).containsKey(removed));
            Path jar = Osgi.jarFile(Osgi.bundle(removed));
            assertEquals(201, send(second, "POST", "", jar).statusCode());
            assertEquals(200, send(second, "POST", "", jar).statusCode());
            assertEquals(200, send(second, "POST", "/" + off + "/start", null).statusCode());
        }
        try (Other third = start()) {
            assertEquals(Boolean.TRUE, states(third).get(off));
            assertEquals(Boolean.TRUE, states(third).get(removed));
        }
    }

    @Test
    void a_port_in_use_is_said() throws Exception {
        Process other = launch("--port", Osgi.context().getProperty("mezzotint.port"));
        assertRefused(other, "port " + Osgi.context().getProperty("mezzotint.port") + " is in use by another workbench");
    }

    @Test
    void mistakes_on_the_command_line_are_said() throws Exception {
        assertRefused(launch("mak"), "there is no command mak");
        assertRefused(launch("make"), "the prompt is missing");
        assertRefused(launch("make", "a cat", "--steps", "many"), "--steps is many; give a whole number");
        assertRefused(launch("make", "a cat", "--sampler"), "--sampler needs a value");
        assertRefused(launch("make", "a cat", "--out", home.resolve("cat.jpg").toString()), "give a file that ends in .png, or a folder");
    }

    @Test
    void what_the_workbench_refuses_is_said_and_nothing_is_written() throws Exception {
        Path out = home.resolve("pictures-here");
        Process make = launch("make", "a cat", "--sampler", "no such sampler", "--out", out.toString());
        assertRefused(make, "no sampler is called no such sampler");
        assertFalse(Files.exists(out));
    }

    private static void assertRefused(Process process, String sentence) throws IOException, InterruptedException {
        String said = new String(process.getErrorStream().readAllBytes());
        assertEquals("", new String(process.getInputStream().readAllBytes()));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue(), said);
        assertTrue(said.startsWith("mezzotint: ") && said.contains(sentence), said);
        assertEquals(1, said.lines().count(), said);
    }

    private Other start() throws IOException {
        Process process = launch("--port", "0");
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(RUNS_AT)) {
                return new Other(process, URI.create(line.substring(RUNS_AT.length())));
            }
        }
        throw new AssertionError("it does not start: " + new String(process.getErrorStream().readAllBytes()));
    }

    private Process launch(String... args) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Dmezzotint.console=OFF", "-cp", Path.of(Osgi.context().getProperty("mezzotint.dist"), "lib") + "/*", "mezzotint.launcher.Main"));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command);
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder.start();
    }

    /** Whether each bundle of plugins is on, by name. */
    private Map<String, Boolean> states(Other workbench) throws IOException, InterruptedException {
        var states = new TreeMap<String, Boolean>();
        for (JsonElement each : JsonParser.parseString(send(workbench, "GET", "", null).body()).getAsJsonArray()) {
            states.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject().get("on").getAsBoolean());
        }
        return states;
    }

    private HttpResponse<String> send(Other workbench, String method, String path, Path body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(workbench.address().resolve("/api/plugins" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
