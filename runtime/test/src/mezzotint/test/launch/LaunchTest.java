package mezzotint.test.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The workbench as a process of its own: what a user starts, stops and starts again. */
@Execution(ExecutionMode.CONCURRENT)
class LaunchTest {

    @TempDir
    private Path home;

    @Test
    void choices_survive_a_restart() throws Exception {
        String off;
        String removed;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            List<String> names = new ArrayList<>(first.states().keySet());
            off = names.get(0);
            removed = names.get(names.size() - 1);
            assertEquals(200, first.change("POST", "/" + off + "/stop", null).statusCode());
            assertEquals(204, first.change("DELETE", "/" + removed, null).statusCode());
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            assertEquals(Boolean.FALSE, second.states().get(off));
            assertFalse(second.states().containsKey(removed));
            byte[] jar = Osgi.jar(Osgi.bundle(removed));
            assertEquals(201, second.change("POST", "", jar).statusCode());
            assertEquals(200, second.change("POST", "", jar).statusCode());
            assertEquals(200, second.change("POST", "/" + off + "/start", null).statusCode());
        }
        try (OtherWorkbench third = OtherWorkbench.start(home)) {
            assertEquals(Boolean.TRUE, third.states().get(off));
            assertEquals(Boolean.TRUE, third.states().get(removed));
        }
    }

    @Test
    void another_version_of_what_ships_survives_a_restart_and_a_newer_distribution() throws Exception {
        String name = "mezzotint.sampler.euler";
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(200, first.change("POST", "?agreed=true", new TestJar(name, "0.9.0").bytes()).statusCode());
        }
        Path record = home.resolve("cache/felix/shipped.properties"); // as if the distribution had another jar now
        Files.writeString(record, Files.readString(record).replaceAll("(?m)^(" + name + ")=.*$", "$1=other"));
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            JsonObject plugin = second.plugins().get(name);
            assertEquals("0.9.0", plugin.get("version").getAsString());
            assertFalse(plugin.get("bundled").getAsBoolean());
            assertEquals("1.0.0", plugin.get("update").getAsString(), "the distribution has a newer one");
            assertEquals(200, second.change("POST", "/" + name + "/install", null).statusCode());
            assertTrue(second.plugins().get(name).get("bundled").getAsBoolean());
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

    private Process launch(String... args) throws IOException {
        return CommandLine.launch(home, args);
    }
}
