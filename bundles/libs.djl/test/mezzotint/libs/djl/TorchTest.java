package mezzotint.libs.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchTest {

    private static final Path NATIVES = Path.of(System.getProperty(Torch.NATIVES));

    @Test
    void multiplies() {
        try (var manager = new Torch(NATIVES).manager()) {
            var product = manager.create(new float[][] {{1, 2}, {3, 4}}).matMul(manager.create(new float[][] {{5}, {6}}));
            assertArrayEquals(new float[] {17, 39}, product.toFloatArray());
        }
    }

    @Test
    void linksTheLibrariesForALaterLoader(@TempDir Path folder) throws Exception {
        Path libraries = Files.createDirectories(folder.resolve("installed"));
        Files.writeString(libraries.resolve("libx.so"), "x");
        var natives = new NativeFolder(libraries, folder.resolve("links"));
        Path links = natives.linked(folder.resolve("links/pytorch.2"));
        assertTrue(Files.isSameFile(libraries.resolve("libx.so"), natives.linked(links).resolve("libx.so")));
    }
}
