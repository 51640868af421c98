package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every format of model files that are one file each. */
public interface CheckpointFormatContract extends PluginContract {

    CheckpointFormat format();

    /** Writes a whole file of this format with at least one tensor into a folder. */
    Path write(Path folder) throws IOException;

    @Override
    default Hook<?> plugin() {
        return format();
    }

    @Test
    default void takesFilesOfItsKindAlone(@TempDir Path folder) throws IOException {
        assertTrue(format().reads(write(folder)), "it does not read what was written for it");
        assertFalse(format().reads(folder), "it reads a folder");
        assertFalse(format().reads(Files.writeString(folder.resolve("a.txt"), "a text of no format, long enough for any header")), "it reads a text");
    }

    @Test
    default void readsEveryTensor(@TempDir Path folder) throws IOException {
        try (Checkpoint checkpoint = format().open(write(folder))) {
            assertFalse(checkpoint.names().isEmpty(), "no tensor was found");
            for (String name : checkpoint.names()) {
                assertArrayEquals(checkpoint.shape(name), checkpoint.tensor(name).shape(), name);
                int count = Arrays.stream(checkpoint.shape(name)).reduce(1, (a, b) -> a * b);
                int bytes = checkpoint.bytes(name).remaining();
                assertTrue(count == 0 || bytes % count == 0 && bytes / count <= Long.BYTES, () -> name + " has " + bytes + " bytes for " + count + " values");
            }
        }
    }

    @Test
    default void saysThatATensorIsMissing(@TempDir Path folder) throws IOException {
        try (Checkpoint checkpoint = format().open(write(folder))) {
            Problem problem = assertThrows(Problem.class, () -> checkpoint.shape("no.such.tensor"));
            assertEquals(Problem.Kind.INVALID, problem.kind());
            assertTrue(problem.getMessage().contains("no.such.tensor"), problem.getMessage());
        }
    }

    /** Cut at every eighth of its length, the file is refused, and not with a stack trace. */
    @Test
    default void refusesADamagedFile(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(write(folder));
        for (int eighth = 0; eighth < 8; eighth++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length * eighth / 8));
            if (format().reads(cut)) {
                Problem problem = assertThrows(Problem.class, () -> format().open(cut), () -> "cut to " + cut.toFile().length() + " of " + whole.length + " bytes");
                assertEquals(Problem.Kind.INVALID, problem.kind());
            }
        }
    }
}
