package mezzotint.format.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFormatTest implements PluginContract {

    @TempDir
    Path folder;

    @Override
    public Hook<?> plugin() {
        return new SafetensorsFormat();
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
    void refusesADamagedFile() throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), new byte[3]);
        assertTrue(new SafetensorsFormat().reads(file));
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> new SafetensorsFormat().open(file)).kind());
    }
}
