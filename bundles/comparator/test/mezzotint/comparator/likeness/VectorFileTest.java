package mezzotint.comparator.likeness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.libs.search.Vector8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {

    @TempDir
    Path folder;

    @Test
    void gives_back_what_it_was_given() {
        var file = new VectorFile(folder);
        assertTrue(file.read("a model").isEmpty());
        file.write("a model", Map.of("größer", Vector8.of(new float[] {1, -.5f}), "", Vector8.of(new float[] {0, 1})));
        Map<String, Vector8> read = file.read("a model");
        assertEquals(2, read.size());
        assertArrayEquals(new byte[] {127, -63}, read.get("größer").values());
        assertTrue(file.read("another").isEmpty());
    }

    @Test
    void what_is_cut_or_is_no_such_file_is_made_again() throws Exception {
        var file = new VectorFile(folder);
        file.write("m", Map.of("a", Vector8.of(new float[] {1, 2, 3})));
        Path path = folder.resolve("m.vectors.gz");
        byte[] bytes = Files.readAllBytes(path);
        for (byte[] broken : List.of(Arrays.copyOf(bytes, bytes.length / 2), new byte[0], new byte[] {1, 2, 3}, "text".getBytes())) {
            Files.write(path, broken);
            assertTrue(file.read("m").size() <= 1);
        }
    }

    /** Else nothing is found by its meaning for the first minutes. */
    @Test
    void vectors_of_the_seed_ship() {
        Map<String, Vector8> shipped = new VectorFile(folder).read("all-MiniLM-L6-v2 int8 afdb6f1a");
        assertTrue(shipped.size() > 5_000, "only " + shipped.size());
        assertTrue(shipped.values().stream().allMatch(vector -> vector.values().length == 384));
    }
}
