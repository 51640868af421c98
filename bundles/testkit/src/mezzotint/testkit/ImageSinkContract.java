package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for everything that keeps finished pictures. */
public interface ImageSinkContract<P extends Record> extends PluginContract {

    /** A sink that keeps what it keeps on disk below a folder. */
    ImageSink<P> sink(Path folder);

    @Override
    default Hook<?> plugin() {
        return sink(Path.of(""));
    }

    @Test
    default void tellsWhereThePictureIs(@TempDir Path folder) throws IOException {
        for (int side : new int[] {8, 16}) {
            URI place = accept(folder, side);
            assertTrue(place.isAbsolute(), place + " says not where it is");
            if ("file".equals(place.getScheme())) {
                var read = ImageIO.read(Path.of(place).toFile());
                assertEquals(side, read.getWidth());
                assertEquals(0x123456, read.getRGB(1, 1) & 0xFFFFFF);
            }
        }
    }

    @Test
    default void leavesNothingHalfWritten(@TempDir Path folder) throws IOException {
        accept(folder, 8);
        try (Stream<Path> files = Files.walk(folder)) {
            assertFalse(files.anyMatch(f -> f.toString().endsWith(".part")), "a part of a picture is left");
        }
    }

    private URI accept(Path folder, int side) throws IOException {
        ImageSink<P> sink = sink(folder);
        var picture = new Picture(Image.paint(side, side, (x, y) -> 0x123456), null, 42, Tensor.zeros(1, 4, 1, 1), "a cat\nSteps: 12");
        return sink.accept(picture, Parameters.of(sink, Map.of()));
    }
}
