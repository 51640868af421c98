package mezzotint.libs.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        assertDamaged("describes a as", write("{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}", 0, 0, 0, 0));
        assertDamaged("a should have 8 bytes", write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 0, 0, 0, 0));
        assertDamaged("describes a as", write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}}", 0, 0, 0, 0));
        assertDamaged("describes a as", write("{\"a\":{\"dtype\":\"U8\",\"shape\":[-2,-2],\"data_offsets\":[0,4]}}", 0, 0, 0, 0));
        assertDamaged("from 0 to 4 of 2", write("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 0, 0));
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
        assertTrue(problem.getMessage().contains(how), problem.getMessage());
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
