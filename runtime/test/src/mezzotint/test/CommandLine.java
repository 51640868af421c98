package mezzotint.test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of this distribution, in a process of its own. */
final class CommandLine {

    private CommandLine() {}

    /** @param home the user's folder */
    static Process launch(Path home, String... args) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Dmezzotint.console=OFF", "-cp", Path.of(Osgi.context().getProperty("mezzotint.dist"), "lib") + "/*", "mezzotint.launcher.Main"));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command);
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return builder.start();
    }
}
