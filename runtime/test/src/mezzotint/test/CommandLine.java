package mezzotint.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of this distribution, in a process of its own. */
final class CommandLine {

    /** How a command ended. */
    record End(int status, String out, String error) {}

    private CommandLine() {}

    /** @param home the user's folder */
    static Process launch(Path home, String... args) throws IOException {
        return builder(home, args).start();
    }

    static ProcessBuilder builder(Path home, String... args) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dmezzotint.console=OFF", "-cp", Path.of(Osgi.context().getProperty("mezzotint.dist"), "lib") + "/*", "mezzotint.launcher.Main"));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command);
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder;
    }

    /** Runs a command to its end. */
    static End run(Path home, String... args) throws IOException, InterruptedException {
        return fed(home, "", args);
    }

    /** Runs a command to its end, with that on its standard input. */
    static End fed(Path home, String input, String... args) throws IOException, InterruptedException {
        Process process = launch(home, args);
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), out, error);
    }
}
