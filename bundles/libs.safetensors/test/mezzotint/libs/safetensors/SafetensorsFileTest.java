package mezzotint.libs.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    @Test
    void readsNamesShapesTypesAndValues() throws Exception {
        try (var file = SafetensorsFile.open(write("{\"a\":{\"dtype\":\"F16\",\"shape\":[2,1],\"data_offsets\":[0,4]},"
                + "\"__metadata__\":{\"format\":\"pt\"}}", 0x00, 0x3C, 0x00, 0xC1))) {
            assertArrayEquals(new int[] {2, 1}, file.shape("a"));
            assertEquals("F16", file.type("a"));
            assertArrayEquals(new float[] {1, -2.5f}, file.tensor("a").toArray());
            assertEquals("pt", file.metadata().get("format"));
            assertTrue(assertThrows(Problem.class, () -> file.shape("b")).getMessage().contains("no tensor b"));
        }
    }

    @Test
    void readsEveryHalf() {
        assertEquals(0x1p-24f, Dtype.half((short) 1));
        assertEquals(65504f, Dtype.half((short) 0x7BFF));
        assertEquals(Float.NEGATIVE_INFINITY, Dtype.half((short) 0xFC00));
        assertTrue(Float.isNaN(Dtype.half((short) 0x7E00)));
    }

    @Test
    void saysWhereAFileIsDamaged() throws Exception {
        assertDamaged("only 3 bytes", Files.write(folder.resolve("short"), new byte[3]));
        assertDamaged("header would have", Files.write(folder.resolve("long"), ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(99).array()));
        assertDamaged("no JSON object", write("not json"));
        assertDamaged("should have 8 bytes, but has 4", write(tensor("F32", "[2]", 0, 4), 0, 0, 0, 0));
        assertDamaged("from 0 to 4 of 2", write(tensor("F32", "[1]", 0, 4), 0, 0));
        assertDamaged("from 4 to 0 of 4", write(tensor("F32", "[1]", 4, 0), 0, 0, 0, 0));
    }

    /** What a header may hold in place of the description of a tensor. */
    @TestFactory
    Stream<DynamicTest> anEntryThatIsNoneIsNamed() {
        return Stream.of("null", "3", "[]", "\"F32\"", "{}", "{\"dtype\":\"F32\"}", "{\"dtype\":\"F32\",\"shape\":[1]}",
                "{\"dtype\":null,\"shape\":[1],\"data_offsets\":[0,4]}", "{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":\"1\",\"data_offsets\":[0,4]}", "{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}", "{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}", "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[null,4]}",
                "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}", "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e999999999]}",
                "{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":[4294967297],\"data_offsets\":[0,4]}", "{\"dtype\":\"U8\",\"shape\":[-2,-2],\"data_offsets\":[0,4]}",
                "{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}")
                .map(entry -> DynamicTest.dynamicTest(entry, () -> assertDamaged("a", write("{\"a\":" + entry + "}", 0, 0, 0, 0))));
    }

    /** Other programs do not look into it. */
    @TestFactory
    Stream<DynamicTest> metadataOfAnyKindIsLetPass() {
        return Stream.of("null", "[]", "\"pt\"", "3", "{\"a\":{\"b\":[1]}}", "{\"a\":null,\"n\":1}").map(metadata -> DynamicTest.dynamicTest(metadata, () -> {
            try (var file = SafetensorsFile.open(write("{\"__metadata__\":" + metadata + "," + tensor("U8", "[1]", 0, 1).substring(1), 7))) {
                assertEquals(Map.of(), file.metadata());
                assertEquals(7, file.tensor("a").toArray()[0]);
            }
        }));
    }

    /** What nobody uses needs nobody who reads it. */
    @TestFactory
    Stream<DynamicTest> aTypeThatIsNotReadYetIsSaidWhenItsTensorIsUsed() {
        return Stream.of("F8_E4M3", "F8_E5M2", "U16", "U32", "U64", "F4", "C64", "F99").map(type -> DynamicTest.dynamicTest(type, () -> {
            String header = tensor(type, "[1]", 0, 3).replace("}}", "},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]}}");
            try (var file = SafetensorsFile.open(write(header, 0, 0, 0, 9))) {
                assertEquals(9, file.tensor("b").toArray()[0]);
                assertEquals(type, file.type("a"));
                for (Executable use : List.<Executable>of(() -> file.shape("a"), () -> file.bytes("a"), () -> file.tensor("a"))) {
                    Problem problem = assertThrows(Problem.class, use);
                    assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
                    assertTrue(problem.getMessage().contains("is of type " + type + ", which is not read yet"), problem.getMessage());
                }
            }
        }));
    }

    @Test
    void tensorsInTheSamePlaceAreRefused() throws Exception {
        assertDamaged("a and b lie in the same place", write(tensor("U8", "[3]", 0, 3)
                .replace("}}", "},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}"), 0, 0, 0, 0));
        assertDamaged("has a twice", write("{\"a\":1,\"a\":2}".replace("1", "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}"), 0));
    }

    @Test
    void aHeaderOfGigabytesIsNotRead() throws Exception {
        Path file = folder.resolve("huge");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN).putLong(3L << 30).put((byte) '{').flip());
            channel.write(ByteBuffer.allocate(1), 4L << 30);
        }
        assertDamaged("header would have 3221225472 bytes", file);
    }

    @Test
    void aTensorOverTwoGigabytesIsRefusedWhenItIsUsed() throws Exception {
        long bytes = (1L << 31) + 8;
        Path path = write(tensor("U8", "[2,1073741828]", 0, bytes));
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), channel.size() + bytes - 1);
        }
        try (var file = SafetensorsFile.open(path)) {
            assertTrue(assertThrows(Problem.class, () -> file.tensor("a")).getMessage().contains("over 2 GB"));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatWasSavedInItsPlaceIsSaid() {
        return Map.of("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "Git LFS", "<!doctype html><html>", "web page",
                "{\"error\":\"Entry not found\"}", "server answered", "Entry not found", "server answered", "Not Found", "server answered")
                .entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
                    Path file = Files.writeString(folder.resolve("model.safetensors"), c.getKey());
                    Problem problem = assertThrows(Problem.class, () -> SafetensorsFile.open(file));
                    assertTrue(problem.getMessage().startsWith("model.safetensors ") && problem.getMessage().contains(c.getValue()), problem.getMessage());
                }));
    }

    @Test
    @Tag(Goldens.TAG)
    void agreesWithTheTestKitsReader() throws Exception {
        String name = "nets/tiny-sd15/vae/diffusion_pytorch_model.safetensors";
        var golden = Goldens.tensors(name);
        try (var file = SafetensorsFile.open(Goldens.path(name))) {
            assertEquals(golden.names(), new TreeSet<>(file.names()));
            for (String tensor : file.names()) {
                assertArrayEquals(golden.tensor(tensor).toArray(), file.tensor(tensor).toArray(), tensor);
            }
        }
    }

    private static void assertDamaged(String how, Path file) {
        Problem problem = assertThrows(Problem.class, () -> SafetensorsFile.open(file));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.getMessage().contains(how), problem.getMessage());
    }

    private static String tensor(String type, String shape, long from, long to) {
        return "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + from + "," + to + "]}}";
    }

    private Path write(String header, int... data) throws Exception {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
        for (int b : data) {
            all.put((byte) b);
        }
        return Files.write(Files.createTempFile(folder, "model", ".safetensors"), all.array());
    }
}
