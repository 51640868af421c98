package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.backend.LoadedWeights;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the service of engines: a workbench of three engines, of which one finds no device, and files of one weight. */
abstract class EngineTests {

    static final Plugins.User USER = () -> "a test";

    @TempDir
    Path root;

    final TestEngine best = new TestEngine("best", "gpu", "cpu");
    final TestEngine next = new TestEngine("next", "cpu");
    final Workbench workbench = new Workbench(best, new TestEngine("absent"), next);
    EngineService engines;

    @BeforeEach
    void open() throws IOException {
        machine(1 << 20);
        engines = engines(Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        engines.close();
        assertEquals(List.of(0, 0), List.of(workbench.leases, workbench.open), "leases and files that were not given back");
    }

    void machine(long kilobytes) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("proc")).resolve("meminfo"), "MemAvailable: " + kilobytes + " kB\n");
    }

    EngineService engines(long budget) {
        return new EngineService(workbench, workbench, new MachineMemory(root), Optional.of(budget), Optional.empty());
    }

    LoadedWeights weights(float number, Choice... on) throws IOException {
        return engines.open(Workbench.file(root, "w" + number, number), Map.of(), List.of(on), USER);
    }

    static float run(LoadedWeights weights, float x) {
        return weights.program(Workbench.network()).run(Map.of("x", Tensor.of(new float[] {x}, 1, 1))).get("y").toArray()[0];
    }

    List<Float> held() {
        return engines.held().stream().map(held -> Float.parseFloat(held.path().getFileName().toString().substring(1))).toList();
    }
}
