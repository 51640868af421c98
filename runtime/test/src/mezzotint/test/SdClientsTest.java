package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that others wrote for AUTOMATIC1111's API, from their registries, unchanged: they are installed below target. */
class SdClientsTest {

    private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();
    private static final long MINUTES = 5;

    /** How the JavaScript clients are installed: of sharp, a version whose libraries come from npm itself. */
    private static final String PACKAGE = """
            {"private": true, "dependencies": {"stable-diffusion-api": "0.0.7", "node-sd-webui": "0.0.8"}, "overrides": {"sharp": "0.33.5"}}
            """;

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
        Files.createDirectories(FOLDER);
    }

    @Test
    void webuiapiFromPyPI() throws Exception {
        assumeTrue(Command.isThere("python3", "-m", "venv", "--help"), "python3 with venv is not on this machine");
        Path python = FOLDER.resolve("python");
        if (!Files.exists(python.resolve("installed"))) {
            run("python3", "-m", "venv", python.toString());
            run(python.resolve("bin/pip").toString(), "install", "-q", "webuiapi==0.9.17");
            Files.createFile(python.resolve("installed"));
        }
        run(python.resolve("bin/python").toString(), "clients/webuiapi_client.py", port());
    }

    @Test
    void clientsFromNpm() throws Exception {
        assumeTrue(Command.isThere("node", "--version") && Command.isThere("npm", "--version"), "node and npm are not on this machine");
        Path node = FOLDER.resolve("node");
        if (!Files.exists(node.resolve("installed"))) {
            Files.createDirectories(node);
            Files.writeString(node.resolve("package.json"), PACKAGE);
            run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", node.toString());
            Files.createFile(node.resolve("installed"));
        }
        run("node", "clients/npm_clients.mjs", node.toString(), port());
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
