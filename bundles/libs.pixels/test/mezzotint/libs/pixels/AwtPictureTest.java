package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is written as PNG in each way that PNG has is read as the values that were written. */
class AwtPictureTest {

    private static BufferedImage read(BufferedImage picture) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static BufferedImage picture(int space, boolean alpha, int type, int... samples) {
        var model = new ComponentColorModel(ColorSpace.getInstance(space), alpha, false, alpha ? 3 : 1, type);
        WritableRaster raster = Raster.createInterleavedRaster(type, 1, 1, samples.length, null);
        raster.setPixel(0, 0, samples);
        return new BufferedImage(model, raster, false, null);
    }

    @TestFactory
    Stream<DynamicTest> eachKindOfPictureIsReadAsItWasWritten() {
        int grey = ColorSpace.CS_GRAY;
        int color = ColorSpace.CS_sRGB;
        int eight = DataBuffer.TYPE_BYTE;
        int sixteen = DataBuffer.TYPE_USHORT;
        return Stream.of(
                read("grey", 0x808080, picture(grey, false, eight, 128)), read("16-bit grey", 0x808080, picture(grey, false, sixteen, 128 * 257)),
                read("grey, half seen through", 0xC0C0C0, picture(grey, true, eight, 128, 128)),
                read("16-bit grey, seen through", 0xFFFFFF, picture(grey, true, sixteen, 128 * 257, 0)),
                read("colour", 0x102030, picture(color, false, eight, 0x10, 0x20, 0x30)), read("seen through", 0xFFFFFF, picture(color, true, eight, 1, 2, 3, 0)),
                read("opaque", 0x010203, picture(color, true, eight, 1, 2, 3, 255)));
    }

    private static DynamicTest read(String name, int expected, BufferedImage picture) {
        return DynamicTest.dynamicTest(name, () -> {
            int read = AwtPicture.image(read(picture)).rgb(0, 0);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals(expected >> shift & 255, read >> shift & 255, 1, () -> Integer.toHexString(read));
            }
        });
    }
}
