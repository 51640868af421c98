package template.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.model.Checkpoint;
import mezzotint.testkit.CheckpointFormatContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest implements CheckpointFormatContract {

    @Override
    public Example format() {
        return new Example();
    }

    /** As numpy.save writes the array [[1, 2, 3], [4, 5, 6]]. */
    @Override
    public Path write(Path folder) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
        String padded = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(128 + 24).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NumpyArray.MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        for (int i = 1; i <= 6; i++) {
            bytes.putFloat(i);
        }
        return Files.write(folder.resolve("scale.npy"), bytes.array());
    }

    @Test
    void namesTheTensorAfterTheFile(@TempDir Path folder) throws IOException {
        try (Checkpoint checkpoint = format().open(write(folder))) {
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, checkpoint.tensor("scale").toArray());
            assertArrayEquals(new int[] {2, 3}, checkpoint.shape("scale"));
        }
    }
}
