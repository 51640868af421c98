package mezzotint.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ImageTest {

    private static Image of(float... values) {
        return Image.of(Tensor.of(values, 1, 3, 1, values.length / 3));
    }

    @Test
    void everyLevelComesBackFromATensor() {
        Image image = Image.paint(256, 1, (x, y) -> x << 16 | (255 - x) << 8 | x / 2);
        Image back = Image.of(image.toTensor());
        for (int x = 0; x < 256; x++) {
            assertEquals(image.rgb(x, 0), back.rgb(x, 0));
        }
    }

    @Test
    void tensorsHoldAPlaneForEachColour() {
        Tensor tensor = Image.paint(2, 1, (x, y) -> x == 0 ? 0xFF0000 : 0x0000FF).toTensor();
        assertArrayEquals(new int[] {1, 3, 1, 2}, tensor.shape());
        assertArrayEquals(new float[] {1, -1, -1, -1, -1, 1}, tensor.toArray());
    }

    @Test
    void valuesAreCutAndRounded() {
        assertEquals(0xFF0080, of(3, -3, 0.004f).rgb(0, 0));
        assertEquals(0x800000, of(0, -1, Float.NaN).rgb(0, 0), "ties go to the even level");
    }

    @Test
    void onlyOnePictureOfThreeColoursIsTaken() {
        for (int[] shape : new int[][] {{2, 3, 1, 1}, {1, 4, 1, 1}, {3, 1, 1}, {1, 3, 0, 1}}) {
            assertThrows(IllegalArgumentException.class, () -> Image.of(Tensor.zeros(shape)));
        }
        assertThrows(IllegalArgumentException.class, () -> Image.paint(0, 4, (x, y) -> 0));
    }

    @Test
    void placesOutsideTakeTheNearestEdge() {
        Image image = Image.paint(3, 2, (x, y) -> 10 * y + x);
        assertEquals(3, image.width());
        assertEquals(2, image.height());
        assertEquals(0, image.rgb(-1, -5));
        assertEquals(12, image.rgb(3, 2));
        assertEquals(10, image.rgb(-7, 1));
    }

    @Test
    void coloursAreOpaque() {
        assertEquals(0x123456, Image.paint(1, 1, (x, y) -> 0xFF123456).rgb(0, 0));
    }

    @Test
    void brightnessWeighsTheColours() {
        assertEquals(255, Image.paint(1, 1, (x, y) -> 0xFFFFFF).luma(0, 0), 1e-9);
        assertEquals(0.587 * 255, Image.paint(1, 1, (x, y) -> 0x00FF00).luma(0, 0), 1e-9);
        assertEquals(0.114 * 255, Image.paint(1, 1, (x, y) -> 0x0000FF).luma(0, 0), 1e-9);
    }
}
