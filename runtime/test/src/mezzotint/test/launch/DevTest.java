package mezzotint.test.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin whose sources are saved is built and updated in the workbench that runs. */
class DevTest {

    private static final String NAME = "org.example.gentle";

    @TempDir
    private Path folder;
    private Path source;

    @BeforeEach
    void begin() throws Exception {
        assertEquals(0, Command.run(folder, Command.mezzotint("new", "sampler", NAME)).status());
        source = folder.resolve(NAME).resolve("src/org/example/gentle/Gentle.java");
        Files.writeString(folder.resolve(NAME).resolve(".mvn/maven.config"), "-Dmaven.repo.local=" + Command.repository() + "\n", StandardOpenOption.APPEND);
    }

    @AfterEach
    void end() {
        Api.delete("/api/plugins/" + NAME);
    }

    @Test
    void the_last_good_version_stays() throws Exception {
        Command good = Command.run(folder, Command.mezzotint("dev", NAME, "--once", "--test"));
        assertEquals(0, good.status(), good.error());
        assertEquals("Gentle", label());
        write("return x;", "return y;");
        Command broken = Command.run(folder, Command.mezzotint("dev", NAME, "--once"));
        assertEquals(1, broken.status(), broken.error());
        assertTrue(broken.error().matches("(?s)src/org/example/gentle/Gentle\\.java:\\d+: .*cannot find symbol.*"), broken.error());
        assertEquals("Gentle", label());
    }

    @Test
    void what_is_saved_runs() throws Exception {
        Process dev = Command.process(folder, Command.mezzotint("dev", NAME)).redirectErrorStream(true).start();
        try (BufferedReader out = dev.inputReader()) {
            installed(out);
            for (String label : new String[] {"Gentler", "Gentlest"}) {
                long start = System.nanoTime();
                write("label = \"[A-Za-z]*\", source", "label = \"" + label + "\", source");
                installed(out);
                assertEquals(label, label());
                System.out.printf("from the save to the new plugin in the list: %.2f s%n", (System.nanoTime() - start) / 1e9);
            }
        } finally {
            dev.destroy();
            assertTrue(dev.waitFor(10, TimeUnit.SECONDS), "it does not end");
        }
    }

    /** Maven takes seconds: it is asked when the pom says something else, and not whenever that is younger than some file. */
    @Test
    void maven_is_asked_once_for_each_pom() throws Exception {
        Path plugin = folder.resolve(NAME);
        assertEquals(1, asked(Command.run(folder, Command.mezzotint("dev", NAME, "--once"))));
        assertEquals(0, asked(Command.run(folder, Command.mezzotint("dev", NAME, "--once"))));
        Path pom = plugin.resolve("pom.xml");
        Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plusSeconds(3600)));
        assertEquals(0, asked(Command.run(folder, Command.mezzotint("dev", NAME, "--once"))), "it was touched");
        Files.writeString(pom, Files.readString(pom).replace("<version>0.1.0</version>", "<version>0.2.0</version>"));
        assertEquals(1, asked(Command.run(folder, Command.mezzotint("dev", NAME, "--once"))));
        assertEquals(0, asked(Command.run(folder, Command.mezzotint("dev", NAME, "--once"))), "Maven does not touch a class path that stays");
    }

    private static long asked(Command dev) {
        assertEquals(0, dev.status(), dev.error());
        assertTrue(dev.out().matches("(?s).*" + NAME + " is installed \\(\\d+\\.\\d s: .*the compiler .*"), dev.out());
        return dev.out().lines().filter(line -> line.startsWith("asking Maven")).count();
    }

    /** What runs is not replaced under a picture, and who saves is told so. */
    @Test
    void what_waits_is_said_and_so_are_its_faults() throws Exception {
        write("return x;", "if (true) { throw new IllegalStateException(\"out of ideas\"); } return x;");
        Process dev = Command.process(folder, Command.mezzotint("dev", NAME)).redirectErrorStream(true).start();
        try (BufferedReader out = dev.inputReader()) {
            installed(out);
            String job = Api.submit(Map.of("prompt", "a cat", "steps", 2, "sampler", "gentle"));
            Api.awaitEnd(job, Duration.ofSeconds(60));
            assertTrue(line(out, "out of ideas").contains(NAME));
            try (var lease = Osgi.service(Plugins.class).lease(Sampler.class, "gentle", () -> "the test")) {
                write("out of ideas", "out of words");
                assertTrue(line(out, NAME + " is built, and is not installed yet.").contains("It waits for the test"));
            }
            installed(out);
        } finally {
            dev.destroy();
            assertTrue(dev.waitFor(10, TimeUnit.SECONDS), "it does not end");
        }
    }

    /** The next line with these words. */
    private static String line(BufferedReader out, String words) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(words)) {
                return line;
            }
        }
        throw new AssertionError("it ended");
    }

    @Test
    void what_is_no_plugin_is_refused() throws Exception {
        Command refused = Command.run(folder, Command.mezzotint("dev", folder.toString(), "--once"));
        assertEquals(2, refused.status());
        assertTrue(refused.error().contains("has no pom.xml"), refused.error());
    }

    private static void installed(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(NAME + " is installed")) {
                return;
            }
        }
        throw new AssertionError("it ended");
    }

    private void write(String pattern, String replacement) throws IOException {
        String text = Files.readString(source);
        String changed = text.replaceFirst(pattern, replacement);
        assertTrue(!changed.equals(text), pattern);
        Files.writeString(source, changed);
    }

    /** What the console shows of the plugin. */
    private static String label() {
        for (JsonElement sampler : Api.get("/api/hooks").object().getAsJsonArray("sampler")) {
            if (sampler.getAsJsonObject().get("bundle").getAsString().equals(NAME)) {
                return sampler.getAsJsonObject().get("label").getAsString();
            }
        }
        throw new AssertionError("the sampler is not listed");
    }
}
