package mezzotint.format.pickle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mezzotint.libs.safetensors.SafetensorsFile;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CheckpointFormatContract;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PickleFormatTest implements CheckpointFormatContract {

    /** {"a": a storage of six floats, as [2, 3] with the strides that stand for %s}. */
    static final String TENSOR = """
            \u0080\u0002}X\1\0\0\0actorch._utils
            _rebuild_tensor_v2
            ((X\7\0\0\0storagectorch
            FloatStorage
            X\1\0\0\u00000X\3\0\0\0cpuK\6tQK\0%sccollections
            OrderedDict
            )RtRs.""";
    private static final String DENSE = "K\2K\3\u0086K\3K\1\u0086\u0089";

    @TempDir
    private Path folder;

    @Override
    public PickleFormat format() {
        return new PickleFormat();
    }

    @Override
    public Path write(Path to) throws IOException {
        return zip(to.resolve("model.ckpt"), TENSOR.formatted(DENSE), ZipEntry.STORED);
    }

    static byte[] values() {
        ByteBuffer values = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            values.putFloat(i);
        }
        return values.array();
    }

    /** @param pickle its bytes as Latin-1 */
    static Path zip(Path file, String pickle, int method) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "model/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1), method);
            put(zip, "model/data/0", values(), method);
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, int method) throws IOException {
        var entry = new ZipEntry(name);
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(method);
        entry.setSize(content.length);
        if (method == ZipEntry.STORED) {
            entry.setCompressedSize(content.length);
        }
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A tensor of another name than "a". */
    private static String named(String name) {
        String length = new String(new char[] {(char) (name.length() & 255), (char) (name.length() >> 8), 0, 0});
        return TENSOR.formatted(DENSE).replace("X\1\0\0\0a", "X" + length + name);
    }

    private Path pickle(String pickle) throws IOException {
        return zip(folder.resolve("model.ckpt"), pickle, ZipEntry.STORED);
    }

    @Test
    void readsValuesByTheirStrides() throws IOException {
        Map<String, float[]> forms = Map.of(DENSE, new float[] {0, 1, 2, 3, 4, 5}, "K\2K\3\u0086K\1K\2\u0086\u0089", new float[] {0, 2, 4, 1, 3, 5});
        for (var form : forms.entrySet()) {
            try (Checkpoint file = new PickleFormat().open(pickle(TENSOR.formatted(form.getKey())))) {
                assertArrayEquals(new int[] {2, 3}, file.shape("a"));
                assertArrayEquals(form.getValue(), file.tensor("a").toArray());
                assertEquals("F32", file.type("a"));
            }
        }
    }

    @Test
    @Tag(Goldens.TAG)
    void holdsWhatTheSafetensorsFileHolds() throws IOException {
        try (Checkpoint pickle = new PickleFormat().open(Goldens.path("nets/single/tiny-sd15-fp16.ckpt"));
                Checkpoint safe = SafetensorsFile.open(Goldens.path("nets/single/tiny-sd15-fp16.safetensors"))) {
            assertEquals(new TreeSet<>(safe.names()), new TreeSet<>(pickle.names()));
            for (String name : safe.names()) {
                assertArrayEquals(safe.shape(name), pickle.shape(name), name);
                assertEquals(safe.type(name), pickle.type(name), name);
                assertEquals(safe.bytes(name), pickle.bytes(name), name);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatAsksForMoreThanTensorsIsRefusedByName() {
        return Stream.of("cos\nsystem\n", "cposix\nsystem\n", "c__builtin__\neval\n", "cbuiltins\nexec\n", "csubprocess\nPopen\n", "cnumpy.testing\n_private\n", "ctorch.hub\nload\n")
                .map(global -> DynamicTest.dynamicTest(global.replace('\n', ' '), () -> {
                    Path file = pickle("\u0080\2" + global + "X\2\0\0\0id\u0085R.");
                    Problem problem = assertThrows(Problem.class, () -> new PickleFormat().open(file));
                    assertEquals(Problem.Kind.INVALID, problem.kind());
                    assertTrue(problem.getMessage().contains(global.substring(1).strip().replace('\n', '.')), problem.getMessage());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatMakesNoSenseIsRefused() {
        return Map.ofEntries(Map.entry("no end", "\u0080\2}"), Map.entry("an empty stack", "\u0080\2."), Map.entry("no mark", "\u0080\2}u."), Map.entry("a call of a text", "\u0080\2X\1\0\0\0a)R."),
                Map.entry("a text longer than the file", "\u0080\2X\u00ff\u00ff\u00ff\u007fa."), Map.entry("an unknown code", "\u0080\2\u00f7."), Map.entry("code of protocol 0", "\u0080\2I1\n."),
                Map.entry("a large number", "\u0080\2\u008a\u00ff" + "1".repeat(255) + "."), Map.entry("nothing remembered", "\u0080\2h\1."), Map.entry("an item for a tuple", "\u0080\2)Na."),
                Map.entry("a storage of nothing", "\u0080\2)Q."), Map.entry("many steps", "\u0080\2" + "N0".repeat(1_100_000) + "."),
                Map.entry("beyond the storage", TENSOR.formatted("K\2K\4\u0086K\4K\1\u0086\u0089")), Map.entry("strides beyond", TENSOR.formatted("K\2K\3\u0086J\u00ff\u00ff\u00ff\u007fK\1\u0086\u0089")),
                Map.entry("negative strides", TENSOR.formatted("K\2K\3\u0086J\u00ff\u00ff\u00ff\u00ffK\1\u0086\u0089")), Map.entry("a negative side", TENSOR.formatted("J\u00ff\u00ff\u00ff\u00ffK\3\u0086K\3K\1\u0086\u0089")),
                Map.entry("axes without strides", TENSOR.formatted("K\2K\3\u0086K\1\u0085\u0089")), Map.entry("one value in many places", TENSOR.formatted("J\u00ff\u00ff\u00ff\u000fK\3\u0086K\0K\0\u0086\u0089")),
                Map.entry("many axes", TENSOR.formatted(("(" + "K\1".repeat(65) + "t").repeat(2) + "\u0089")), Map.entry("a long name", named("a".repeat(1001))),
                Map.entry("a long name of maps", "\u0080\2" + "}X\u00c8\0\0\0".concat("a".repeat(200)).repeat(6) + "}" + "s".repeat(6) + "."),
                Map.entry("nothing, before the storage", TENSOR.replace("QK\0", "QJ\u00fb\u00ff\u00ff\u00ff").formatted("K\0\u0085K\1\u0085\u0089")),
                Map.entry("nothing, beyond the storage", TENSOR.replace("QK\0", "QK\7").formatted("K\0\u0085K\1\u0085\u0089")))
                .entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
                    Path file = pickle(c.getValue());
                    assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> new PickleFormat().open(file)).kind());
                }));
    }

    @Test
    void whatIsWithinTheBoundsIsRead() throws IOException {
        String name = "a".repeat(1000);
        try (Checkpoint file = new PickleFormat().open(pickle(named(name)))) {
            assertArrayEquals(new int[] {2, 3}, file.shape(name));
        }
        try (Checkpoint file = new PickleFormat().open(pickle(TENSOR.replace("QK\0", "QK\6").formatted("K\0\u0085K\1\u0085\u0089")))) {
            assertEquals(0, file.tensor("a").toArray().length);
        }
    }

    @Test
    void typesThatPyTorchHasNoStorageForAreRefusedAsNotReadYet() throws IOException {
        Path file = pickle("\u0080\2}X\1\0\0\0actorch._utils\n_rebuild_tensor_v3\n");
        Problem problem = assertThrows(Problem.class, () -> new PickleFormat().open(file));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        assertTrue(problem.getMessage().contains("8 bits"), problem.getMessage());
    }

    /** Maps and lists that hold themselves have no end. */
    @Test
    void whatHoldsItselfIsReadOnce() throws IOException {
        try (Checkpoint file = new PickleFormat().open(pickle("\u0080\2}q\0X\1\0\0\0ah\0s."))) {
            assertTrue(file.names().isEmpty());
        }
    }

    @Test
    void whatIsCompressedIsRefused() throws IOException {
        Path file = zip(folder.resolve("model.ckpt"), TENSOR.formatted(DENSE), ZipEntry.DEFLATED);
        Problem problem = assertThrows(Problem.class, () -> new PickleFormat().open(file));
        assertTrue(problem.getMessage().contains("is compressed"), problem.getMessage());
    }

    @Test
    void whatIsNoFileOfPyTorchSaysWhatItIs() throws IOException {
        Path bare = Files.write(folder.resolve("old.ckpt"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        assertTrue(new PickleFormat().reads(bare));
        assertEquals(Problem.Kind.UNSUPPORTED, assertThrows(Problem.class, () -> new PickleFormat().open(bare)).kind());
        Path page = Files.writeString(folder.resolve("page.ckpt"), "<!DOCTYPE html>");
        assertTrue(assertThrows(Problem.class, () -> new PickleFormat().open(page)).getMessage().contains("web page"));
        assertFalse(new PickleFormat().reads(Files.writeString(folder.resolve("a.safetensors"), "{")));
    }
}
