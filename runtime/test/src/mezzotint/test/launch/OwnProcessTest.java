package mezzotint.test.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.FileServer;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands that look after plugins, where no workbench runs; and at a terminal, where they ask. */
@Execution(ExecutionMode.CONCURRENT)
class OwnProcessTest {

    private static final String NAME = "org.example.plain";

    @TempDir
    private Path home;
    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = Files.write(home.resolve("plain.jar"), new TestJar(NAME, "1.0.0").bytes());
    }

    @Test
    void what_a_command_did_is_so_for_the_next_and_for_the_workbench() throws Exception {
        CommandLine.End refused = run("install", jar.toString());
        assertEquals(2, refused.status());
        assertTrue(refused.error().contains("nobody is here to agree") && refused.error().contains("--yes"), refused.error());
        assertFalse(run("list").out().contains(NAME));
        assertEquals(0, run("install", jar.toString(), "--yes").status());
        CommandLine.End off = run("off", "sampler.heun");
        assertTrue(off.status() == 0 && off.out().endsWith("Done.\n"), off.toString());
        List<String> list = run("list").out().lines().toList();
        assertTrue(list.stream().anyMatch(line -> line.startsWith(NAME + " ") && line.contains(" on ")), list.toString());
        assertTrue(list.stream().anyMatch(line -> line.startsWith("mezzotint.sampler.heun ") && line.contains(" off ")), list.toString());
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(List.of(true, false), List.of(workbench.states().get(NAME), workbench.states().get("mezzotint.sampler.heun")));
        }
        assertEquals(0, run("remove", NAME, "--yes").status());
        assertFalse(run("list").out().contains(NAME));
    }

    @Test
    void a_jar_comes_from_an_address() throws Exception {
        try (FileServer server = new FileServer(home)) {
            String address = server.address("plain.jar").toString();
            CommandLine.End plan = run("plan", address);
            assertTrue(plan.status() == 0 && plan.out().contains("Installs " + NAME + " 1.0.0 from " + address), plan.toString());
            assertFalse(run("list").out().contains(NAME), "a plan changes nothing");
            assertEquals(0, run("install", address, "--yes").status());
            assertTrue(run("list").out().contains(NAME));
            CommandLine.End missing = run("install", server.address("nothing.jar").toString(), "--yes");
            assertTrue(missing.status() == 2 && missing.error().startsWith("mezzotint: ") && missing.error().contains("nothing.jar"), missing.toString());
        }
        assertEquals(2, run("install", "http://127.0.0.1:1/plain.jar", "--yes").status());
    }

    @Test
    void at_a_terminal_a_person_is_asked() throws Exception {
        Ended no = typed("n", "install", jar.toString());
        assertEquals(2, no.status(), no.said());
        assertTrue(no.said().contains("Installs " + NAME) && no.said().contains("Go on? [y/N]") && no.said().contains("mezzotint: nothing was changed"), no.said());
        assertEquals(2, typed("", "install", jar.toString()).status(), "silence is no consent");
        assertFalse(run("list").out().contains(NAME));
        Ended yes = typed("y", "install", jar.toString());
        assertEquals(0, yes.status(), yes.said());
        assertTrue(yes.said().contains("Go on? [y/N]") && yes.said().strip().endsWith("Done."), yes.said());
        assertTrue(run("list").out().contains(NAME));
        Ended agreed = typed("n", "remove", NAME, "--yes");
        assertTrue(agreed.status() == 0 && !agreed.said().contains("Go on?"), agreed.said());
    }

    @Test
    void mistakes_end_with_status_2_and_help_with_0() throws Exception {
        assertEquals(0, run("--help").status());
        CommandLine.End bare = run();
        assertTrue(bare.status() == 2 && bare.out().contains("mezzotint plugin install"), bare.toString());
        for (String wrong : List.of("instal x", "install", "install x y", "list --yes", "off no.such.plugin", "list --port 1")) {
            CommandLine.End end = run(wrong.split(" "));
            assertEquals(2, end.status(), wrong + ": " + end);
            assertTrue(end.error().startsWith("mezzotint: ") && end.error().lines().count() == 1, end.toString());
        }
    }

    private CommandLine.End run(String... args) throws IOException, InterruptedException {
        return CommandLine.run(home, command(args));
    }

    private static String[] command(String... args) {
        var command = new String[args.length + 1];
        command[0] = "plugin";
        System.arraycopy(args, 0, command, 1, args.length);
        return command;
    }

    /** @param said everything that stood on the terminal */
    private record Ended(int status, String said) {}

    /** Runs a command at a pseudo terminal, on which somebody types a line. */
    private Ended typed(String line, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = CommandLine.builder(home, command(args));
        String quoted = builder.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Process process = builder.command("script", "--quiet", "--return", "--command", quoted, "/dev/null").redirectErrorStream(true).start();
        try (OutputStream keys = process.getOutputStream()) {
            keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keys.flush();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return new Ended(process.waitFor(), said);
        }
    }
}
