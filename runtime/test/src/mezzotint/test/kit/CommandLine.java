package mezzotint.test.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The command line of this distribution, in a process of its own. */
public final class CommandLine {

    /** How a command ended. */
    public record End(int status, String out, String error) {}

    private CommandLine() {}

    /** @param home the user's folder */
    public static Process launch(Path home, String... args) throws IOException {
        return builder(home, args).start();
    }

    public static ProcessBuilder builder(Path home, String... args) {
        var builder = new ProcessBuilder(Command.mezzotint(args));
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder;
    }

    /** Runs a command to its end. */
    public static End run(Path home, String... args) throws IOException, InterruptedException {
        return fed(home, "", args);
    }

    /** Runs a command to its end, with that on its standard input. */
    public static End fed(Path home, String input, String... args) throws IOException, InterruptedException {
        return end(builder(home, args), input);
    }

    /** Runs a process to its end, with that on its standard input. */
    public static End end(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Process process = builder.start();
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), out, error);
    }
}
