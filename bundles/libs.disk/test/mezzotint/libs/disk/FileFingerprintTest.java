package mezzotint.libs.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {

    @TempDir
    private Path folder;

    @Test
    void theConfigurationBesideAFileCounts() throws IOException {
        Path model = Files.writeString(folder.resolve("a.safetensors"), "weights");
        String bare = FileFingerprint.of(model);
        Files.writeString(Files.createDirectories(folder.resolve("a.config/unet")).resolve("config.json"), "{}");
        String configured = FileFingerprint.of(model);
        assertNotEquals(bare, configured);
        Files.writeString(folder.resolve("b.safetensors"), "others");
        assertEquals(configured, FileFingerprint.of(model));
    }
}
