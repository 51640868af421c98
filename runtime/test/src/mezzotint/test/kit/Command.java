package mezzotint.test.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command that ended.
 *
 * @param out what it wrote to the standard output
 * @param error and to the standard error
 */
public record Command(int status, String out, String error) {

    /** The command line of this distribution, in the Java of this process; children are over before its second compiler pays for itself. */
    public static List<String> mezzotint(String... arguments) {
        var command = new ArrayList<>(List.of("/usr/bin/env", "JAVA_HOME=" + System.getProperty("java.home"),
                "MEZZOTINT_JAVA_OPTS=-XX:TieredStopAtLevel=1 -Dmezzotint.console=OFF", dist().resolve("bin/mezzotint").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static Path dist() {
        return Path.of(Osgi.context().getProperty("mezzotint.dist"));
    }

    /** A process for the home of this workbench. */
    public static ProcessBuilder process(Path folder, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("MEZZOTINT_HOME", Osgi.context().getProperty("mezzotint.home"));
        return builder;
    }

    /** Whether a command is on this machine, and ends well. */
    public static boolean isThere(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a command to its end. */
    public static Command run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", null);
        Path error = Files.createTempFile("error", null);
        try {
            int status = process(folder, command).redirectOutput(out.toFile()).redirectError(error.toFile()).start().waitFor();
            return new Command(status, Files.readString(out), Files.readString(error));
        } finally {
            Files.delete(out);
            Files.delete(error);
        }
    }

    /**
     * A local Maven repository with everything that the user's has but Mezzotint's own modules, so that these come
     * from the distribution as it is now.
     */
    public static Path repository() throws IOException {
        Path users = Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        Path repository = Files.createDirectories(dist().resolveSibling("target/repository"));
        deleteAll(repository.resolve("mezzotint"));
        try (Stream<Path> groups = Files.list(users)) {
            for (Path group : groups.filter(g -> !g.getFileName().toString().equals("mezzotint")).toList()) {
                Path link = repository.resolve(group.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, group);
                }
            }
        }
        return repository;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
