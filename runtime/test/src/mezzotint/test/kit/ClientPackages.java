package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Client programs of others, from their registries, unchanged: installed once, in a folder below target.
 *
 * @param missing why there is nothing in the folder; empty where there is
 */
public record ClientPackages(Path folder, String missing) {

    /** What all of them are installed in. */
    public static final Path ALL = Path.of("target/clients").toAbsolutePath();

    private static final long MINUTES = 5;

    /** What fills a folder, and says why it cannot. */
    private interface Installation {
        String into(Path folder) throws Exception;
    }

    /** The folder; without it the test is skipped, and says why. */
    public Path orSkip() {
        assumeTrue(missing.isEmpty(), missing);
        return folder;
    }

    /** The interpreter that finds packages from PyPI; without it the test is skipped. */
    public String pythonOrSkip() {
        return orSkip().resolve("bin/python").toString();
    }

    /** Those that a {@code package.json} lists, installed meanwhile. */
    public static CompletableFuture<ClientPackages> fromNpm(String name, String json) {
        return once(name, folder -> {
            if (!Command.isThere("node", "--version") || !Command.isThere("npm", "--version")) {
                return "node and npm are not on this machine";
            }
            Files.writeString(folder.resolve("package.json"), json);
            return fetch("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder.toString());
        });
    }

    /** @param withoutNeeds packages of which what they need is left out */
    public static CompletableFuture<ClientPackages> fromPyPI(String name, List<String> packages, String... withoutNeeds) {
        return once(name, folder -> {
            if (!Command.isThere("python3", "-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))")) {
                return "python3, 3.11 or newer, with venv is not on this machine";
            }
            run("python3", "-m", "venv", folder.toString());
            String pip = folder.resolve("bin/pip").toString();
            String missing = fetch(Stream.concat(Stream.of(pip, "install", "-q"), packages.stream()).toArray(String[]::new));
            return !missing.isEmpty() || withoutNeeds.length == 0 ? missing
                    : fetch(Stream.concat(Stream.of(pip, "install", "-q", "--no-deps"), Stream.of(withoutNeeds)).toArray(String[]::new));
        });
    }

    private static CompletableFuture<ClientPackages> once(String name, Installation installation) {
        return CompletableFuture.supplyAsync(() -> {
            Path folder = ALL.resolve(name);
            try {
                String missing = Files.exists(folder.resolve("installed")) ? "" : installation.into(Files.createDirectories(folder));
                if (missing.isEmpty()) {
                    Files.write(folder.resolve("installed"), new byte[0]);
                }
                return new ClientPackages(folder, missing);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Runs what needs the network; empty if it went well. */
    private static String fetch(String... command) throws IOException, InterruptedException {
        Command ended = Command.run(ALL, List.of(command));
        return ended.status() == 0 ? "" : "the clients could not be fetched, perhaps for want of a network: " + ended.error();
    }

    /** Runs a client, which must end well. */
    public static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor(MINUTES, TimeUnit.MINUTES);
        assertEquals(0, process.exitValue(), String.join(" ", command) + ":\n" + said);
    }
}
