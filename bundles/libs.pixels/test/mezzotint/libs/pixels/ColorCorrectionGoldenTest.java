package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.image.Image;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every stage, from pictures of the reference: L*a*b* is the same, what comes back from it is within a grey level, and brightening makes two of one. */
@Tag(Goldens.TAG)
class ColorCorrectionGoldenTest {

    @Test
    void isTheLabOfOpenCv() {
        GoldenPictures.assertSame("color_correction/lab_of_pic2", Lab.of(GoldenPictures.read("pic2")));
        GoldenPictures.assertSame("color_correction/lab_target", Lab.of(GoldenPictures.read("pic3")));
    }

    @Test
    void matchesTheHistogramsOfScikitImage() {
        GoldenPictures.assertSame("color_correction/matched_lab", ColorCorrection.matched(Lab.of(GoldenPictures.read("pic2")), Lab.of(GoldenPictures.read("pic3"))));
    }

    @Test
    void comesBackFromLabWithinAGreyLevel() {
        Image lab = picture("color_correction/matched_lab");
        assertClose("color_correction/matched_rgb", Lab.rgb(lab), 1);
    }

    @Test
    void hasTheBrightnessThatA1111Gives() {
        GoldenPictures.assertSame("color_correction/final", ColorCorrection.brightened(picture("color_correction/matched_rgb"), GoldenPictures.read("pic2")));
        assertClose("color_correction/final", ColorCorrection.apply(GoldenPictures.read("pic2"), GoldenPictures.read("pic3")), 2);
    }

    private static Image picture(String golden) {
        int[] shape = GoldenPictures.VALUES.shape(golden);
        double[] values = GoldenPictures.VALUES.doubles(golden);
        return Image.paint(shape[1], shape[0], (x, y) -> {
            int at = 3 * (y * shape[1] + x);
            return (int) values[at] << 16 | (int) values[at + 1] << 8 | (int) values[at + 2];
        });
    }

    private static void assertClose(String golden, Image actual, int most) {
        Image expected = picture(golden);
        for (int i = 0; i < expected.width() * expected.height(); i++) {
            int one = expected.rgb(i % expected.width(), i / expected.width());
            int other = actual.rgb(i % expected.width(), i / expected.width());
            for (int shift = 0; shift <= 16; shift += 8) {
                assertTrue(Math.abs((one >> shift & 255) - (other >> shift & 255)) <= most,
                        golden + " at " + i + ": " + Integer.toHexString(one) + " and " + Integer.toHexString(other));
            }
        }
    }
}
