package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

    @TempDir
    private Path home;

    @Test
    void choices_survive_a_restart() throws Exception {
        String off;
        String removed;
        try (OtherWorkbench first = start()) {
            List<String> names = new ArrayList<>(states(first).keySet());
            off = names.get(0);
            removed = names.get(names.size() - 1);
            assertEquals(200, send(first, "POST", "/" + off + "/stop", null).statusCode());
            assertEquals(204, send(first, "DELETE", "/" + removed, null).statusCode());
        }
        try (OtherWorkbench second = start()) {
            assertEquals(Boolean.FALSE, states(second).get(off));
            assertFalse(states(second).containsKey(removed));
            Path jar = Osgi.jarFile(Osgi.bundle(removed));
            assertEquals(201, send(second, "POST", "", jar).statusCode());
            assertEquals(200, send(second, "POST", "", jar).statusCode());
            assertEquals(200, send(second, "POST", "/" + off + "/start", null).statusCode());
        }
        try (OtherWorkbench third = start()) {
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

    private OtherWorkbench start() throws IOException {
        return OtherWorkbench.start(home);
    }

    private Process launch(String... args) throws IOException {
        return OtherWorkbench.launch(home, args);
    }

    /** Whether each bundle of plugins is on, by name. */
    private Map<String, Boolean> states(OtherWorkbench workbench) throws IOException, InterruptedException {
        var states = new TreeMap<String, Boolean>();
        for (JsonElement each : JsonParser.parseString(send(workbench, "GET", "", null).body()).getAsJsonArray()) {
            states.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject().get("on").getAsBoolean());
        }
        return states;
    }

    private HttpResponse<String> send(OtherWorkbench workbench, String method, String path, Path body) throws IOException, InterruptedException {
        return workbench.send(method, "/api/plugins" + path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofFile(body));
    }
}
