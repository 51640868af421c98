package mezzotint.libs.pixels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.image.Image;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FittingTest {

    /** Of a red picture nothing but red is seen, however long it is: neither black nor an error. */
    @TestFactory
    Stream<DynamicTest> picturesOfAnyProportionsFit() {
        List<int[]> sizes = List.of(new int[] {4, 8192}, new int[] {1, 16_384}, new int[] {2, 16_384}, new int[] {8, 8192}, new int[] {16_384, 1}, new int[] {1, 1},
                new int[] {300, 17});
        return Arrays.stream(Fitting.values()).filter(fitting -> fitting != Fitting.LATENT).flatMap(fitting -> sizes.stream()
                .map(size -> DynamicTest.dynamicTest(fitting + " " + Arrays.toString(size), () -> {
                    Image fitted = fitting.fit(Image.paint(size[0], size[1], (x, y) -> 0xFF0000), 512, 256);
                    assertEquals(List.of(512, 256), List.of(fitted.width(), fitted.height()));
                    assertEquals(0xFF0000, fitted.rgb(256, 128));
                    assertEquals(0xFF0000, fitted.rgb(0, 0));
                })));
    }
}
