package mezzotint.test.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mezzotint.test.kit.BrowserJars;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser, with a workbench of its own for each test; what drives the browser is installed below target. */
class BrowserTest {

    private static final Path SCRIPTS = Path.of("../../bundles/console/test/browser");
    private static final Path FOLDER = Path.of("target/browser").toAbsolutePath();
    private static final long MINUTES = 5;

    @TempDir
    Path home;
    private OtherWorkbench workbench;

    @BeforeAll
    static void prepare() throws Exception {
        for (String[] needed : new String[][] {{"node", "--version"}, {"npm", "--version"}, {chromium(), "--version"}}) {
            assumeTrue(Command.isThere(needed), needed[0] + " is not on this machine");
        }
        Files.createDirectories(FOLDER);
        try (var scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        BrowserJars.write(FOLDER.resolve("jars"));
    }

    @BeforeEach
    void start() throws Exception {
        if (!Files.exists(FOLDER.resolve("node_modules/axe-core"))) {
            run("npm", "install", "--silent", "--no-audit", "--no-fund");
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (workbench != null) {
            workbench.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "recall", "start", "mask", "notation", "panels", "plugins", "changes", "access", "login", "catalog"})
    void drives(String script) throws Exception {
        workbench = OtherWorkbench.start(home.resolve("home"));
        assertTrue(run("node", script + ".js").contains(script + ": all passed"));
    }

    /** That one starts the workbench itself, since it kills it. */
    @Test
    void recovers() throws Exception {
        assertTrue(run("node", "recovers.js").contains("recovers: all passed"));
    }

    private static String chromium() {
        return System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    }

    /** What the command said; it must not take long and end well. */
    private String run(String... command) throws Exception {
        Path said = Files.createTempFile(home, "said", ".txt");
        var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("MEZZOTINT_COMMAND", new Gson().toJson(CommandLine.builder(home).command()));
        environment.put("MEZZOTINT_HOME", home.resolve("own").toString());
        environment.put("JARS", FOLDER.resolve("jars").toString());
        environment.put("JAR", Path.of(Osgi.context().getProperty("mezzotint.dist"), "plugins", "sampler.heun-1.0.0.jar").toString());
        if (workbench != null) {
            environment.put("MEZZOTINT_URL", workbench.address().toString());
        }
        Process process = builder.start();
        boolean over = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        String text = Files.readString(said);
        assertTrue(over, List.of(command) + " takes too long:\n" + text);
        assertEquals(0, process.exitValue(), List.of(command) + ":\n" + text);
        text.lines().filter(line -> line.contains(" KB of script")).forEach(System.out::println);
        return text;
    }
}
