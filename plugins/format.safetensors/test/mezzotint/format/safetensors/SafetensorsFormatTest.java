package mezzotint.format.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CheckpointFormatContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFormatTest implements CheckpointFormatContract {

    @TempDir
    Path folder;

    @Override
    public SafetensorsFormat format() {
        return new SafetensorsFormat();
    }

    /** A tensor of two values. */
    @Override
    public Path write(Path to) throws IOException {
        byte[] header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(to.resolve("model.safetensors"), bytes.putLong(header.length).put(header).array());
    }

    @Test
    void takesFilesOfItsKindAlone() throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        assertTrue(new SafetensorsFormat().reads(file));
        assertTrue(new SafetensorsFormat().open(file).names().isEmpty());
        assertFalse(new SafetensorsFormat().reads(folder));
        assertFalse(new SafetensorsFormat().reads(Files.createFile(folder.resolve("a.gguf"))));
    }

    @Test
    void takesWhatWasSavedInItsPlaceToSayWhatItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "<!DOCTYPE html>");
        assertTrue(new SafetensorsFormat().reads(file));
        assertTrue(assertThrows(Problem.class, () -> new SafetensorsFormat().open(file)).getMessage().contains("web page"));
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), new byte[3]);
        assertTrue(new SafetensorsFormat().reads(file));
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> new SafetensorsFormat().open(file)).kind());
    }
}
