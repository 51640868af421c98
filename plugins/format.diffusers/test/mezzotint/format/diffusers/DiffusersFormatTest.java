package mezzotint.format.diffusers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PluginContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusersFormatTest implements PluginContract {

    private final DiffusersFormat format = new DiffusersFormat();

    @TempDir
    Path folder;

    @Override
    public Hook<?> plugin() {
        return format;
    }

    @Test
    void joinsThePartsOfAFolder() throws Exception {
        Path model = Goldens.path("nets/tiny-sd15");
        assertTrue(format.reads(model));
        try (var checkpoint = format.open(model)) {
            assertArrayEquals(new int[] {16, 4, 3, 3}, checkpoint.shape("unet.conv_in.weight"));
            assertTrue(checkpoint.names().stream().anyMatch(n -> n.startsWith("text_encoder.")));
            assertTrue(checkpoint.resource("unet/config.json").isPresent());
            assertFalse(checkpoint.resource("../pipes/pipes.json").isPresent(), "nothing outside the folder is read");
        }
    }

    @Test
    void namesThePartThatIsMissing() throws Exception {
        Path copy = copyOf(Goldens.path("nets/tiny-sd15"));
        Files.delete(copy.resolve("vae/diffusion_pytorch_model.safetensors"));
        Problem problem = assertThrows(Problem.class, () -> format.open(copy));
        assertTrue(problem.getMessage().contains("vae"), problem.getMessage());
    }

    private Path copyOf(Path model) throws Exception {
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve("copy").resolve(model.relativize(file)));
            }
        }
        return folder.resolve("copy");
    }
}
