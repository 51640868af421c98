package mezzotint.test.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mezzotint.test.kit.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide leads where it says: every block of commands in the author's part is run, in order, against a fresh workbench. */
class GuideTest {

    private static final String RUNS_AT = "Mezzotint runs at http://127.0.0.1:";
    private static final String WRITTEN_PORT = "127.0.0.1:7860";

    @TempDir
    private Path folder;

    @Test
    void every_command_of_the_author_s_part_works() throws Exception {
        List<String> blocks = blocks(Files.readString(Command.dist().resolve("../../bundles/GUIDE.md")));
        assertTrue(blocks.size() >= 6, blocks.size() + " blocks of commands");
        Path home = Files.createDirectory(folder.resolve("home"));
        Path work = Files.createDirectory(folder.resolve("work"));
        Process workbench = process(home, Command.mezzotint("--port", "0")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = workbench.inputReader()) {
            String port = port(out);
            Path script = Files.writeString(folder.resolve("guide.sh"), script(blocks).replace(WRITTEN_PORT, "127.0.0.1:" + port));
            Path said = folder.resolve("said");
            var shell = process(home, List.of("bash", script.toString())).directory(work.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
            shell.environment().merge("PATH", command().toString(), (path, own) -> own + ":" + path);
            shell.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + Command.repository());
            assertEquals(0, shell.start().waitFor(), () -> read(said));
        } finally {
            workbench.destroy();
            assertTrue(workbench.waitFor(20, TimeUnit.SECONDS), "it does not stop");
        }
    }

    /** What stands in the author's part between lines of {@code ```sh} and {@code ```}. */
    private static List<String> blocks(String guide) {
        String part = guide.substring(guide.indexOf("\n## Write a plugin"), guide.indexOf("\n## Trust"));
        var blocks = new ArrayList<String>();
        for (String piece : part.split("\n```sh\n", -1)) {
            blocks.add(piece.substring(0, Math.max(0, piece.indexOf("\n```"))));
        }
        return blocks.subList(1, blocks.size());
    }

    /** Ends at the first command that fails, having shown which. */
    private static String script(List<String> blocks) {
        return blocks.stream().collect(Collectors.joining("\n", "set -eux -o pipefail\n", "\n"));
    }

    private ProcessBuilder process(Path home, List<String> command) {
        var builder = Command.process(folder, command);
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder;
    }

    /** A folder with the command {@code mezzotint}: that of this distribution, which need not be built. */
    private Path command() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path file = Files.writeString(bin.resolve("mezzotint"), "#!/bin/sh\nexec '" + String.join("' '", Command.mezzotint()) + "' \"$@\"\n");
        assertTrue(file.toFile().setExecutable(true));
        return bin;
    }

    private static String port(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(RUNS_AT)) {
                return line.replaceAll("\\D*127\\.0\\.0\\.1:(\\d+).*", "$1");
            }
        }
        throw new AssertionError("it does not start");
    }

    /** The end of what was said: there is what failed. */
    private static String read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
