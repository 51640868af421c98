package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TestRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look after plugins, against this workbench. */
class PluginCommandTest {

    private static final String HEUN = "mezzotint.sampler.heun";

    @TempDir
    private Path folder;
    private Path jar;

    @BeforeEach
    void changed() throws IOException {
        byte[] bytes = Osgi.jar(Osgi.bundle(HEUN));
        byte[] other = Arrays.copyOf(bytes, bytes.length + 1);
        other[bytes.length - 2] = 1; // a comment of one byte at the end of the zip file
        jar = Files.write(folder.resolve("heun.jar"), other);
    }

    @AfterEach
    void as_before() throws IOException {
        byte[] original = Files.readAllBytes(Path.of(Osgi.context().getProperty("mezzotint.dist"), "plugins", "sampler.heun-1.0.0.jar"));
        assertTrue(Api.post("/api/plugins?agreed=true", original).status() < 300);
    }

    @Test
    void a_plan_is_told_and_nothing_happens() throws Exception {
        int plans = Api.get("/api/plugins/plans").json().getAsJsonArray().size();
        CommandLine.End plan = run("plan", jar.toString());
        assertEquals(0, plan.status(), plan.error());
        assertTrue(plan.out().contains(HEUN + " 1.0.0") && plan.out().contains("signed by nobody"), plan.out());
        assertEquals(plans, Api.get("/api/plugins/plans").json().getAsJsonArray().size(), "the plan is forgotten");
        assertEquals("bundled", standing());
    }

    @Test
    void nobody_agrees_for_the_user() throws Exception {
        CommandLine.End refused = run("install", jar.toString());
        assertEquals(2, refused.status());
        assertTrue(refused.error().contains("--yes"), refused.error());
        assertEquals("bundled", standing());
    }

    @Test
    void a_plugin_is_installed_switched_removed_and_had_again() throws Exception {
        assertEquals(0, run("install", "--yes", jar.toString()).status());
        assertEquals("unsigned", standing());
        assertEquals(0, run("off", "sampler.heun", "--yes").status());
        assertTrue(run("list").out().lines().anyMatch(line -> line.startsWith(HEUN + " ") && line.contains(" off ")));
        assertEquals(0, run("on", HEUN, "--yes").status());
        assertTrue(run("changes").out().contains("Switches " + HEUN + " off."));
        assertEquals(0, run("remove", "sampler.heun").status(), "what needs no consent is done without a terminal too");
        assertFalse(run("list").out().contains(HEUN + " "));
        assertTrue(run("search", "heun").out().contains(HEUN));
        assertEquals(0, run("install", "sampler.heun@1.0.0", "--yes").status());
        assertEquals("bundled", standing());
    }

    @Test
    void what_works_is_updated_and_the_rest_is_said() throws Exception {
        String good = "org.example.command.good";
        String held = "org.example.command.held";
        assertEquals("No newer version is in the repositories.", run("update", "--yes").out().strip());
        TestInstaller.meet(TestInstaller.install(new TestJar(good, "1.0.0").bytes(), new TestJar(held, "1.0.0").bytes()));
        try {
            String index = new TestRepository(folder).add(good, "2.0.0", "", "").add(held, "2.0.0", "", "org.example.nobody").write().index().toString();
            assertEquals(0, run("repository", "add", "command", index).status());
            assertTrue(run("list").out().lines().anyMatch(line -> line.startsWith(held) && line.endsWith("update to 2.0.0")));
            CommandLine.End alone = run("update", held, "--yes");
            assertEquals(0, alone.status(), alone.error());
            assertTrue(alone.out().startsWith("Leaves out " + held + " 2.0.0: ") && alone.out().strip().endsWith("Nothing changes."), alone.out());
            CommandLine.End all = run("update", "--yes");
            assertEquals(0, all.status(), all.error());
            assertTrue(all.out().contains("Updates " + good + " from 1.0.0 to 2.0.0") && all.out().contains("Leaves out " + held + " 2.0.0: "), all.out());
            assertTrue(all.out().strip().endsWith("Done."), all.out());
            assertEquals("2.0.0", TestInstaller.find(good).orElseThrow().version());
            assertEquals("1.0.0", TestInstaller.find(held).orElseThrow().version());
        } finally {
            run("repository", "remove", "command");
            TestInstaller.meet(Wish.NOTHING.remove(good).remove(held));
        }
    }

    @Test
    void a_profile_is_kept_and_brought_back() throws Exception {
        assertEquals(0, run("profile", "save", "command").status());
        assertTrue(run("profile", "show", "command").out().contains(HEUN));
        run("off", HEUN);
        assertTrue(run("profile", "compare", "command").out().contains(HEUN + " is switched on"));
        assertEquals(0, run("profile", "apply", "command").status());
        assertTrue(run("list").out().lines().anyMatch(line -> line.startsWith(HEUN + " ") && line.contains(" on ")));
        Path file = folder.resolve("command.json");
        assertEquals(file.toString(), run("profile", "export", "command", file.toString()).out().strip());
        assertEquals(0, run("profile", "delete", "command").status());
        assertFalse(run("profile", "list").out().contains("command "));
        assertEquals(0, run("profile", "import", file.toString()).status());
        assertEquals(0, run("profile", "delete", "command").status());
        assertEquals(2, run("profile", "apply", "command").status());
        assertEquals(2, run("profile", "of", "old").status());
    }

    @Test
    void trust_is_listed_and_changed() throws Exception {
        String key = SigningKey.generate().publicKey();
        try {
            assertEquals(0, run("trust", "add", "Example", key).status());
            assertTrue(run("trust", "list").out().matches("(?s).*Example +" + Pattern.quote(key) + " +is trusted.*"), run("trust", "list").out());
            assertEquals(0, run("trust", "mode", "signed").status());
            assertTrue(run("trust", "list").out().startsWith("mode: signed"));
            assertEquals(0, run("trust", "remove", "Example").status());
            assertFalse(run("trust", "list").out().contains(key));
            assertEquals(0, run("trust", "revoke", key, "it was stolen").status());
            assertTrue(run("trust", "list").out().matches("(?s).*" + Pattern.quote(key) + " +is revoked: it was stolen.*"));
        } finally {
            run("trust", "mode", "ask");
        }
        for (String wrong : List.of("mode never", "add Example", "remove nobody", "trust")) {
            CommandLine.End end = run(("trust " + wrong).split(" "));
            assertTrue(end.status() == 2 && end.error().startsWith("mezzotint: "), end.toString());
        }
    }

    @Test
    void what_is_no_file_is_refused_at_once() throws Exception {
        Path fifo = folder.resolve("fifo.jar");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        for (String each : List.of("/dev/zero", "/dev/null", fifo.toString(), folder + "/./fifo.jar", "/dev/full")) {
            CommandLine.End end = run("install", each, "--yes");
            assertTrue(end.status() == 2 && end.error().contains("is no file that can be read"), end.toString());
        }
    }

    @Test
    void a_mistake_ends_with_a_sentence() throws Exception {
        CommandLine.End missing = run("on", "no.such.plugin", "--yes");
        assertEquals(2, missing.status());
        assertTrue(missing.error().startsWith("mezzotint: ") && missing.error().contains("no.such.plugin"), missing.error());
        assertEquals(2, run("install", folder.resolve("none.jar").toString()).status());
        assertEquals(2, run("install").status());
        assertEquals(2, run("repository", "add", "nowhere").status());
        assertEquals(2, run("repository", "add", "nowhere", "file:/no/such/index.xml").status());
    }

    private static String standing() {
        return Api.get("/api/plugins/" + HEUN).object().getAsJsonObject("verdict").get("standing").getAsString();
    }

    private static CommandLine.End run(String... args) throws Exception {
        var command = new String[args.length + 1];
        command[0] = "plugin";
        System.arraycopy(args, 0, command, 1, args.length);
        return CommandLine.run(Path.of(Osgi.context().getProperty("mezzotint.home")), command);
    }
}
