package mezzotint.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorTest {

    private final Tensor six = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    private static void wrong(Executable what, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void isNotChangedFromOutside() {
        float[] data = {1, 2};
        int[] shape = {2};
        Tensor tensor = Tensor.of(data, shape);
        data[0] = 9;
        shape[0] = 9;
        tensor.toArray()[1] = 9;
        tensor.shape()[0] = 9;
        assertArrayEquals(new float[] {1, 2}, tensor.toArray());
        assertArrayEquals(new int[] {2}, tensor.shape());
        assertThrows(ReadOnlyBufferException.class, () -> tensor.buffer().put(0, 9));
    }

    @Test
    void valuesFillTheShape() {
        wrong(() -> Tensor.of(new float[5], 3, 2), "5 values do not fill the shape [3, 2]");
        wrong(() -> Tensor.of(FloatBuffer.allocate(7), 3, 2), "7 values do not fill the shape [3, 2]");
        wrong(() -> Tensor.of(new float[2], -1, -2), "no tensor has the shape [-1, -2]");
        wrong(() -> six.reshape(4), "Tensor[3, 2] cannot take the shape [4]");
        assertThrows(ArithmeticException.class, () -> Tensor.zeros(1 << 16, 1 << 16));
    }

    @Test
    void buffersAreReadFromTheirPositionAndLeftAsTheyWere() {
        FloatBuffer buffer = FloatBuffer.wrap(new float[] {1, 2, 3, 4}, 1, 2);
        assertArrayEquals(new float[] {2, 3}, Tensor.of(buffer, 2).toArray());
        assertEquals(1, buffer.position());
    }

    @Test
    void rowsAreOfTheFirstAxis() {
        assertArrayEquals(new float[] {3, 4, 5, 6}, six.rows(1, 3).toArray());
        assertArrayEquals(new int[] {2, 2}, six.rows(1, 3).shape());
    }

    @Test
    void rowsBeyondTheEndAreRefused() {
        wrong(() -> six.rows(2, 4), "Tensor[3, 2] has no rows from 2 to 4");
        wrong(() -> six.rows(-1, 1), "Tensor[3, 2] has no rows from -1 to 1");
        wrong(() -> six.rows(2, 2), "Tensor[3, 2] has no rows from 2 to 2");
    }

    @Test
    void joinsAlongTheFirstAxis() {
        Tensor joined = Tensor.concat(List.of(six.rows(2, 3), six));
        assertArrayEquals(new float[] {5, 6, 1, 2, 3, 4, 5, 6}, joined.toArray());
        assertArrayEquals(new int[] {4, 2}, joined.shape());
        wrong(() -> Tensor.concat(List.of(six, Tensor.zeros(1, 3))), "shapes differ: Tensor[3, 2] and Tensor[1, 3]");
        wrong(() -> Tensor.concat(List.of(six, Tensor.zeros(2))), "shapes differ: Tensor[3, 2] and Tensor[2]");
    }

    @Test
    void reckonsValueByValue() {
        Tensor a = Tensor.of(new float[] {1, -2}, 2);
        Tensor b = Tensor.of(new float[] {5, 6}, 2);
        assertArrayEquals(new float[] {6, 4}, a.plus(b).toArray());
        assertArrayEquals(new float[] {-4, -8}, a.minus(b).toArray());
        assertArrayEquals(new float[] {3, -6}, a.times(3).toArray());
        assertArrayEquals(new float[] {0.5f, -1}, a.over(2).toArray());
        assertArrayEquals(new float[] {1, 4}, a.map(v -> v * v).toArray());
        assertArrayEquals(new float[] {1, -2}, a.towards(b, 0).toArray());
        assertArrayEquals(new float[] {2, 0}, a.towards(b, 0.25).toArray());
        wrong(() -> a.plus(Tensor.zeros(2, 1)), "shapes differ: Tensor[2] and Tensor[2, 1]");
    }

    @Test
    void roundsOnce() {
        assertEquals((float) (0.1f * 0.3), Tensor.of(new float[] {0.1f}, 1).times(0.3).toArray()[0]);
        assertEquals(1e30f, Tensor.of(new float[] {1e30f}, 1).zip(Tensor.of(new float[] {1e30f}, 1), (a, b) -> a * b / b).toArray()[0]);
    }

    @Test
    void tellsItsStrengthAndWhetherItIsSound() {
        assertEquals(Math.sqrt(12.5), Tensor.of(new float[] {3, -4}, 2).rms(), 1e-12);
        assertTrue(six.isFinite());
        assertFalse(Tensor.of(new float[] {1, Float.NaN}, 2).isFinite());
        assertFalse(Tensor.of(new float[] {Float.NEGATIVE_INFINITY}, 1).isFinite());
    }
}
