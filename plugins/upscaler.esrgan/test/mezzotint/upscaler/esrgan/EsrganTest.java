package mezzotint.upscaler.esrgan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.backend.java.JavaBackend;
import mezzotint.graph.Graph;
import mezzotint.image.Image;
import mezzotint.model.Checkpoint;
import mezzotint.model.Models;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.PostProcessorContract;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the plugin makes of sizes, over the compact network of random weights that makes pictures twice as large, on the plain engine. */
class EsrganTest implements PostProcessorContract<Esrgan.Params> {

    /** The plain engine over one file. */
    private record Plain(Checkpoint checkpoint) implements LoadedWeights {

        @Override
        public Program program(Graph graph) {
            var engine = new JavaBackend();
            return engine.compile(graph, checkpoint, engine.devices().get(0), Parameters.of(engine, Map.of()));
        }

        @Override
        public List<Placement> placements() {
            return List.of(new Placement("java", "cpu", ""));
        }

        @Override
        public void close() {}
    }

    private static final Safetensors FILE = Goldens.tensors("upscaler/compact_x2.safetensors");
    private static final Plain WEIGHTS = new Plain(MemoryCheckpoint.of(FILE.names().stream().collect(Collectors.toMap(name -> name, FILE::tensor))));

    @Override
    public Esrgan processor() {
        return new Esrgan(answering(Models.class, new Models.Extra("ESRGAN", "compact", Path.of("compact.safetensors"), 1)), answering(Engines.class, WEIGHTS));
    }

    /** A service of which one method is called. */
    private static <T> T answering(Class<T> service, Object answer) {
        return service.cast(Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, (self, method, args) -> answer));
    }

    private static Image picture(int width, int height) {
        return Image.paint(width, height, (x, y) -> x * 37 % 256 << 16 | y * 91 % 256 << 8 | (x + y) * 13 % 256);
    }

    private Image enlarged(int width, int height, Map<String, Object> params) {
        return processor().apply(picture(width, height), Parameters.of(processor(), params));
    }

    @TestFactory
    Stream<DynamicTest> theSizeIsAsAsked() {
        return Stream.of(size(Map.of(), 40, 26), size(Map.of("scale", 2), 40, 26), size(Map.of("scale", 1.5), 30, 20), size(Map.of("scale", 4), 80, 52),
                size(Map.of("scale", 5), 100, 65), size(Map.of("scale", 0.5), 10, 6), size(Map.of("width", 64, "height", 64), 64, 64),
                size(Map.of("width", 8, "height", 200, "crop", false), 8, 200), size(Map.of("width", 64, "scale", 2), 40, 26));
    }

    private DynamicTest size(Map<String, Object> params, int width, int height) {
        return DynamicTest.dynamicTest(params.toString(), () -> {
            Image large = enlarged(20, 13, params);
            assertEquals(List.of(width, height), List.of(large.width(), large.height()));
        });
    }

    @Test
    void tilesLeaveNoSeam() {
        assertArrayEquals(enlarged(150, 70, Map.of("tile", 2048)).toTensor().toArray(), enlarged(150, 70, Map.of("tile", 32)).toTensor().toArray());
    }

    /** Whole passes would make it 16,400 pixels wide. */
    @Test
    void aSizeBetweenThePowersOfTheNetworkIsMade() {
        Image large = enlarged(2_050, 1, Map.of("scale", 5));
        assertEquals(List.of(10_250, 5), List.of(large.width(), large.height()));
    }

    @Test
    void whatWouldBeTooLargeIsRefused() {
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, () -> enlarged(3000, 3000, Map.of("scale", 4))).kind());
        Problem problem = assertThrows(Problem.class, () -> enlarged(9000, 1, Map.of()));
        assertEquals(Problem.Kind.INVALID, problem.kind());
    }
}
