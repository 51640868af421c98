package mezzotint.libs.webp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class WebPTest {

    private static BufferedImage slope() {
        var picture = new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 24; i++) {
            picture.setRGB(i % 40, i / 40, (i % 40 * 6) << 16 | (i / 40 * 10) << 8 | 90);
        }
        return picture;
    }

    @Test
    void whatIsWrittenIsReadAsTheSamePicture() {
        byte[] file = WebP.write(slope(), 95);
        assertEquals("RIFF", new String(file, 0, 4, StandardCharsets.US_ASCII));
        BufferedImage read = WebP.read(file);
        assertEquals(40, read.getWidth());
        assertEquals(24, read.getHeight());
        for (int x = 0; x < 40; x++) {
            int red = read.getRGB(x, 12) >> 16 & 255;
            assertTrue(Math.abs(red - x * 6) < 16, "red at " + x + " is " + red);
        }
        assertTrue(WebP.write(slope(), 5).length < file.length, "a lower quality is smaller");
    }

    @Test
    void damageIsToldInWords() {
        byte[] file = WebP.write(slope(), 80);
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> WebP.read(Arrays.copyOf(file, 30))).kind());
    }
}
