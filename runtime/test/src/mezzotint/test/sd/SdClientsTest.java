package mezzotint.test.sd;

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
import mezzotint.test.kit.Command;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs that others wrote for AUTOMATIC1111's API, from their registries, unchanged: they are installed below target. */
class SdClientsTest {

    private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();
    private static final long MINUTES = 5;

    /** How the JavaScript clients are installed: of sharp, a version whose libraries come from npm itself. */
    private static final String PACKAGE = """
            {"private": true, "dependencies": {"stable-diffusion-api": "0.0.7", "node-sd-webui": "0.0.8"}, "overrides": {"sharp": "0.33.5"}}
            """;

    /** Those from PyPI. The last has a server around the client, whose needs are left out. */
    private static final List<String> FROM_PYPI = List.of("webuiapi==0.9.17", "aaa1111==0.1.0.dev7", "sd-backend-client==0.5.0", "easyai-sdwebui-api==0.1.5",
            "mpapi-webui==0.0.1");
    private static final String WITHOUT_NEEDS = "image-generation-mcp==1.12.1";

    private static CompletableFuture<Installed> python;
    private static CompletableFuture<Installed> node;

    /** @param missing why there is nothing in the folder; empty where there is */
    private record Installed(Path folder, String missing) {

        /** The folder; without it the test is skipped, and says why. */
        Path orSkip() {
            assumeTrue(missing.isEmpty(), missing);
            return folder;
        }
    }

    /** What fills a folder, and says why it cannot. */
    private interface Installation {
        String into(Path folder) throws Exception;
    }

    /** Both are installed at the same time, once. */
    @BeforeAll
    static void install() throws IOException {
        GoldenModel.offer("tiny-sd15");
        Files.createDirectories(FOLDER);
        python = CompletableFuture.supplyAsync(() -> once("pypi", SdClientsTest::installPython));
        node = CompletableFuture.supplyAsync(() -> once("npm", SdClientsTest::installNode));
    }

    private static Installed once(String name, Installation installation) {
        Path folder = FOLDER.resolve(name);
        try {
            String missing = Files.exists(folder.resolve("installed")) ? "" : installation.into(Files.createDirectories(folder));
            if (missing.isEmpty()) {
                Files.write(folder.resolve("installed"), new byte[0]);
            }
            return new Installed(folder, missing);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static String installPython(Path folder) throws Exception {
        if (!Command.isThere("python3", "-c", "import sys, venv; sys.exit(sys.version_info < (3, 11))")) {
            return "python3, 3.11 or newer, with venv is not on this machine";
        }
        run("python3", "-m", "venv", folder.toString());
        String pip = folder.resolve("bin/pip").toString();
        String missing = fetch(Stream.concat(Stream.of(pip, "install", "-q"), FROM_PYPI.stream()).toArray(String[]::new));
        return missing.isEmpty() ? fetch(pip, "install", "-q", "--no-deps", WITHOUT_NEEDS) : missing;
    }

    private static String installNode(Path folder) throws Exception {
        if (!Command.isThere("node", "--version") || !Command.isThere("npm", "--version")) {
            return "node and npm are not on this machine";
        }
        Files.writeString(folder.resolve("package.json"), PACKAGE);
        return fetch("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder.toString());
    }

    /** Runs what needs the network; empty if it went well. */
    private static String fetch(String... command) throws IOException, InterruptedException {
        Command ended = Command.run(FOLDER, List.of(command));
        return ended.status() == 0 ? "" : "the clients could not be fetched, perhaps for want of a network: " + ended.error();
    }

    @Test
    void webuiapiFromPyPI() throws Exception {
        run(python.join().orSkip().resolve("bin/python").toString(), "clients/webuiapi_client.py", port());
    }

    @TestFactory
    Stream<DynamicTest> clientsFromPyPI() {
        String python = SdClientsTest.python.join().orSkip().resolve("bin/python").toString();
        return Stream.of("aaa1111", "sd_backend_client", "easyai", "mpapi_webui", "image_generation_mcp")
                .map(client -> DynamicTest.dynamicTest(client, () -> run(python, "clients/pypi_clients.py", port(), FOLDER.toString(), client)));
    }

    @Test
    void clientsFromNpm() throws Exception {
        run("node", "clients/npm_clients.mjs", node.join().orSkip().toString(), port());
    }

    private static String port() {
        return Osgi.context().getProperty("mezzotint.port");
    }

    private static void run(String... command) throws Exception {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor(MINUTES, TimeUnit.MINUTES);
        assertEquals(0, process.exitValue(), String.join(" ", command) + ":\n" + said);
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
