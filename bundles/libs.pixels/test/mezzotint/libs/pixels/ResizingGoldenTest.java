package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag(Goldens.TAG)
class ResizingGoldenTest {

    @TestFactory
    Stream<DynamicTest> asPillow() {
        List<String> cases = GoldenPictures.VALUES.names().stream().filter(name -> name.matches("pil_resize/(rgb|gray)/(?!hamming).*")).sorted().toList();
        assertTrue(cases.size() > 30);
        return cases.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            String[] parts = name.split("/");
            Image picture = GoldenPictures.read(parts[1].equals("gray") ? "pic1_gray" : "pic1");
            int[] shape = GoldenPictures.VALUES.shape(name);
            GoldenPictures.assertSame(name, Resampling.valueOf(parts[2].toUpperCase(Locale.ROOT)).resize(picture, shape[1], shape[0]));
        }));
    }

    @TestFactory
    Stream<DynamicTest> asA1111() {
        return Stream.of(Fitting.JUST, Fitting.CROP, Fitting.FILL).flatMap(mode -> Stream.of("24x80", "53x41", "64x64", "96x32").map(size -> {
            String name = "a1111_resize_mode" + mode.ordinal() + "/" + size;
            int[] shape = GoldenPictures.VALUES.shape(name);
            return DynamicTest.dynamicTest(name, () -> GoldenPictures.assertSame(name, mode.fit(GoldenPictures.read("pic1"), shape[1], shape[0])));
        }));
    }

    /** In single precision, as there: a place among the cells is known to a millionth of a cell. */
    @TestFactory
    Stream<DynamicTest> latentsAsPyTorch() {
        return Stream.of("8x12", "20x25", "24x36", "32x48").map(size -> DynamicTest.dynamicTest(size, () -> {
            String name = "latent/Latent/" + size;
            int[] shape = GoldenPictures.VALUES.shape(name);
            Goldens.assertClose(name, GoldenPictures.VALUES.doubles(name),
                    LatentResize.bilinear(GoldenPictures.VALUES.tensor("latent/in"), shape[2], shape[3]).toArray(), 1e-5);
        }));
    }

    @Test
    void aPartOfTheSameSizeIsCutOut() {
        Image picture = GoldenPictures.read("pic1");
        Image part = Resampling.LANCZOS.resize(picture, new Box(0, 5, 20, 15), 20, 10);
        assertEquals(picture.rgb(7, 9), part.rgb(7, 4));
    }
}
