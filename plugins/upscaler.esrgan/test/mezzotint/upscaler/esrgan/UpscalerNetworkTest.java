package mezzotint.upscaler.esrgan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.backend.java.JavaBackend;
import mezzotint.image.Image;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Networks of random weights against what spandrel makes of them ({@code runtime/goldens/upscaler}). */
class UpscalerNetworkTest {

    private static final Safetensors VALUES = Goldens.tensors("upscaler/values.safetensors");
    private static final Map<String, Tensor> DENSE = tensors("dense");

    private static Map<String, Tensor> tensors(String file) {
        Safetensors read = Goldens.tensors("upscaler/" + file + ".safetensors");
        return read.names().stream().collect(Collectors.toMap(name -> name, read::tensor));
    }

    private static MemoryCheckpoint renamed(Map<String, Tensor> tensors, UnaryOperator<String> names) {
        var out = new TreeMap<String, Tensor>();
        tensors.forEach((name, value) -> out.put(names.apply(name), value));
        return MemoryCheckpoint.of(out);
    }

    private static MemoryCheckpoint dense(int channels, UnaryOperator<String> names) {
        String first = "conv_first." + channels + ".";
        var tensors = new TreeMap<String, Tensor>();
        DENSE.forEach((name, value) -> {
            if (!name.startsWith("conv_first") || name.startsWith(first)) {
                tensors.put(name.replace(first, "conv_first."), value);
            }
        });
        tensors.keySet().removeIf(name -> name.startsWith("conv_up3"));
        return renamed(tensors, names);
    }

    private static MemoryCheckpoint numbered(int doublings) {
        var names = new TreeMap<>(Map.of("conv_first.3", "model.0", "conv_body", "model.1.sub.1", "conv_hr", "model." + (3 * doublings + 2),
                "conv_last", "model." + (3 * doublings + 4)));
        for (int i = 1; i <= doublings; i++) {
            names.put("conv_up" + i, "model." + 3 * i);
        }
        var out = new TreeMap<String, Tensor>();
        DENSE.forEach((name, value) -> {
            String path = name.substring(0, name.lastIndexOf('.'));
            String part = name.substring(path.length());
            if (names.containsKey(path)) {
                out.put(names.get(path) + part, value);
            } else if (path.startsWith("body")) {
                out.put(path.replace("body", "model.1.sub").replace("rdb", "RDB") + ".0" + part, value);
            }
        });
        return MemoryCheckpoint.of(out);
    }

    private static String trunk(String name) {
        return name.replace("conv_body", "trunk_conv").replace("body", "RRDB_trunk").replace("rdb", "RDB").replace("conv_up", "upconv").replace("conv_hr", "HRconv");
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> eachNamingOfEachNetworkGivesTheValuesOfTheReference() {
        UnaryOperator<String> same = UnaryOperator.identity();
        return Stream.of(
                golden("compact_x2", renamed(tensors("compact_x2"), same), 1), golden("compact_x4", renamed(tensors("compact_x4"), "params."::concat), 1),
                golden("dense_x4", dense(3, same), 1), golden("dense_x4", dense(3, "params_ema."::concat), 1), golden("dense_x4", dense(3, UpscalerNetworkTest::trunk), 1),
                golden("dense_x2", dense(12, same), 2), golden("dense_x1", dense(48, "module."::concat), 4),
                golden("former_x2", numbered(1), 1), golden("former_x4", numbered(2), 1), golden("former_x8", numbered(3), 1));
    }

    private DynamicTest golden(String name, MemoryCheckpoint file, int multiple) {
        return DynamicTest.dynamicTest(name + " " + file.names().stream().sorted().findFirst().orElseThrow(), () -> {
            UpscalerNetwork network = UpscalerNetwork.of(file, name);
            Image picture = Image.of(VALUES.tensor("picture").map(v -> 2 * v - 1));
            try (Program program = program(network, file)) {
                Tensor large = program.run(Map.of(network.graph().inputs().get(0).name(), Enlargement.squares(picture.toTensor(), multiple))).get("image.large");
                Goldens.assertClose(name, VALUES.doubles(name), large.map(v -> v / 2 + 0.5).toArray(), 1e-4);
            }
            assertEquals(multiple, network.multiple());
            assertEquals(VALUES.tensor(name).size(3), picture.width() * network.factor());
        });
    }

    private static Program program(UpscalerNetwork network, MemoryCheckpoint file) {
        var engine = new JavaBackend();
        return engine.compile(network.graph(), file, engine.devices().get(0), Parameters.of(engine, Map.of()));
    }

    /** Sizes that no tile fits, and such as are smaller than one. */
    @TestFactory
    Stream<DynamicTest> tilesMakeThePictureThatTheWholeMakes() {
        return Stream.of(new int[] {61, 47}, new int[] {64, 64}, new int[] {33, 100}, new int[] {5, 9}, new int[] {1, 70}).flatMap(size -> Stream.of(
                tiled(size, "compact_x4", renamed(tensors("compact_x4"), UnaryOperator.identity()), 0),
                tiled(size, "dense_x2", dense(12, UnaryOperator.identity()), 1)));
    }

    private DynamicTest tiled(int[] size, String name, MemoryCheckpoint file, int levels) {
        return DynamicTest.dynamicTest(name + " " + size[0] + "x" + size[1], () -> {
            UpscalerNetwork network = UpscalerNetwork.of(file, name);
            Image small = Image.paint(size[0], size[1], (x, y) -> x * 7 % 256 << 16 | y * 11 % 256 << 8 | (x * y + 3 * x) % 256);
            try (Program program = program(network, file)) {
                Image whole = new Enlargement(network, program, 4096).of(small);
                Image tiles = new Enlargement(network, program, 16).of(small);
                assertEquals(size[0] * network.factor(), tiles.width());
                assertEquals(size[1] * network.factor(), tiles.height());
                assertTrue(difference(whole, tiles) <= levels, () -> "off by " + difference(whole, tiles) + " levels");
            }
        });
    }

    private static int difference(Image a, Image b) {
        int most = 0;
        for (int i = 0; i < a.width() * a.height(); i++) {
            int one = a.rgb(i % a.width(), i / a.width());
            int other = b.rgb(i % a.width(), i / a.width());
            for (int shift = 0; shift <= 16; shift += 8) {
                most = Math.max(most, Math.abs((one >> shift & 255) - (other >> shift & 255)));
            }
        }
        return most;
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoUpscalerIsRefusedInWords() {
        Map<String, Tensor> compact = tensors("compact_x2");
        var short3 = new TreeMap<>(compact);
        short3.put("body.4.weight", MemoryCheckpoint.random(7, 8, 3, 3));
        var flat = new TreeMap<>(compact);
        flat.put("body.2.weight", MemoryCheckpoint.random(8, 8));
        var window = new TreeMap<>(DENSE);
        window.put("conv_first.weight", MemoryCheckpoint.random(8, 5, 3, 3));
        return Stream.of(MemoryCheckpoint.of(Map.of("unet.conv_in.weight", MemoryCheckpoint.random(8, 4, 3, 3))), MemoryCheckpoint.of(Map.of()),
                MemoryCheckpoint.of(short3), MemoryCheckpoint.of(flat), MemoryCheckpoint.of(window), dense(3, UnaryOperator.identity()).without("conv_hr.weight"),
                numbered(2).without("model.8.weight").without("model.10.weight").without("model.6.weight").without("model.3.weight"))
                .map(file -> DynamicTest.dynamicTest(file.names().stream().limit(2).toList().toString(), () -> {
                    Problem problem = assertThrows(Problem.class, () -> UpscalerNetwork.of(file, "other.safetensors"));
                    assertTrue(problem.kind() == Problem.Kind.INVALID || problem.kind() == Problem.Kind.UNSUPPORTED, problem.getMessage());
                }));
    }

    @Test
    void stretchesCoverASideOnceAndKeepOffTheirEnds() {
        for (int length = 1; length < 130; length++) {
            Tiles tiles = Tiles.of(length, 16, 5);
            int at = 0;
            for (int i = 0; i < tiles.count(); i++) {
                assertEquals(at, tiles.from(i), "of " + length);
                assertTrue(tiles.from(i) < tiles.to(i) && tiles.start(i) >= 0 && tiles.start(i) + tiles.each() <= length, "of " + length);
                assertTrue(i == 0 || tiles.from(i) - tiles.start(i) >= 5, "of " + length);
                assertTrue(i == tiles.count() - 1 || tiles.start(i) + tiles.each() - tiles.to(i) >= 5, "of " + length);
                at = tiles.to(i);
            }
            assertEquals(length, at);
        }
    }
}
