package mezzotint.libs.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    /** Takes three bytes at a time, and after so many bytes none, as a full disk does. */
    private record Nearly(ByteArrayOutputStream taken, int room) implements WritableByteChannel {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int part = Math.min(3, Math.min(bytes.remaining(), room - taken.size()));
            if (part == 0) {
                throw new IOException("No space left on device");
            }
            for (int i = 0; i < part; i++) {
                taken.write(bytes.get());
            }
            return part;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void what_is_taken_in_parts_is_written_to_its_end() throws IOException {
        var disk = new Nearly(new ByteArrayOutputStream(), 100);
        WholeFile.writeAll(disk, "eight by".getBytes());
        assertArrayEquals("eight by".getBytes(), disk.taken().toByteArray());
    }

    @Test
    void a_disk_that_is_full_before_the_end_is_told_of() {
        assertThrows(IOException.class, () -> WholeFile.writeAll(new Nearly(new ByteArrayOutputStream(), 5), "eight by".getBytes()));
    }

    @Test
    void a_file_is_replaced_and_nothing_is_left_beside_it() throws IOException {
        Path file = folder.resolve("new/a.json");
        WholeFile.write(file, "the longer first");
        WholeFile.write(file, "second");
        assertEquals("second", Files.readString(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
