package mezzotint.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void isReadBackByTheReaderOfTheJdk() throws Exception {
        Image image = Image.paint(37, 23, (x, y) -> x * 7 << 16 | y * 11 << 8 | x * y & 255);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(image, "a cat\nSteps: 12")));
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 37; x++) {
                assertEquals(image.rgb(x, y), read.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @Test
    void writesTextThatLatinCannotAsUtf8() {
        Image image = Image.paint(1, 1, (x, y) -> 0);
        assertTrue(new String(Png.encode(image, "h\u00e9"), StandardCharsets.ISO_8859_1).contains("tEXtparameters\0h\u00e9"));
        assertTrue(new String(Png.encode(image, "\u732b"), StandardCharsets.UTF_8).contains("iTXtparameters\0\0\0\0\0\u732b"));
    }
}
