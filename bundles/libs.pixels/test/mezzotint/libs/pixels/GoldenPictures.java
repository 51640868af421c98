package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;

/** The pictures that went into the golden values, and the values. */
final class GoldenPictures {

    static final Safetensors VALUES = Goldens.tensors("image/image_ops.safetensors");

    private GoldenPictures() {}

    /** A picture's samples as they are in the file; grey ones become colours. */
    static Image read(String name) {
        Raster samples = raster(name);
        return Image.paint(samples.getWidth(), samples.getHeight(), (x, y) -> samples.getSample(x, y, 0) << 16
                | samples.getSample(x, y, Math.min(1, samples.getNumBands() - 1)) << 8 | samples.getSample(x, y, Math.min(2, samples.getNumBands() - 1)));
    }

    static Raster raster(String name) {
        try {
            return ImageIO.read(Goldens.path("image/" + name + ".png").toFile()).getRaster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every byte is as it should be. */
    static void assertSame(String golden, Image actual) {
        int[] shape = VALUES.shape(golden);
        double[] expected = VALUES.doubles(golden);
        assertEquals(shape[1] + "x" + shape[0], actual.width() + "x" + actual.height(), golden);
        int channels = shape.length == 2 ? 1 : shape[2];
        for (int i = 0; i < shape[0] * shape[1]; i++) {
            int rgb = actual.rgb(i % shape[1], i / shape[1]);
            for (int channel = 0; channel < channels; channel++) {
                assertEquals((int) expected[i * channels + channel], rgb >> 16 - 8 * channel & 255, golden + " at " + i % shape[1] + "," + i / shape[1]);
            }
        }
    }
}
