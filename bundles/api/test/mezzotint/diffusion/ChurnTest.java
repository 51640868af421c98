package mezzotint.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ChurnTest {

    private final Tensor x = Tensor.of(new float[] {1, 2}, 2);
    private int drawn;

    private final Noise ones = new Noise() {
        @Override
        public Tensor next() {
            drawn++;
            return Tensor.of(new float[] {1, 1}, 2);
        }

        @Override
        public Tensor between(double sigma, double next) {
            throw new AssertionError("churn takes plain noise");
        }
    };

    @Test
    void leavesTheLatentAloneByDefault() {
        assertStill(new Churn(), 2);
        assertEquals(0, drawn);
    }

    @Test
    void raisesTheLevelByItsShareOfTheChurn() {
        Churn.Stirred stirred = new Churn(2.5, 0, 0, 0.5).stir(x, 3, 10, ones);
        assertEquals(3.75, stirred.sigma(), 1e-12);
        assertEquals(1 + 0.5 * 2.25, stirred.x().toArray()[0], 1e-6); // 3.75² - 3² = 2.25²
        assertEquals(2 + 0.5 * 2.25, stirred.x().toArray()[1], 1e-6);
    }

    @Test
    void doublesTheVarianceAtMost() {
        assertEquals(3 * Math.sqrt(2), new Churn(100, 0, 0, 1).stir(x, 3, 10, ones).sigma(), 1e-12);
    }

    @Test
    void drawsButAddsNothingOutsideItsLevels() {
        assertStill(new Churn(2.5, 4, 0, 1), 3);
        assertStill(new Churn(2.5, 0, 2, 1), 3);
        assertEquals(2, drawn);
    }

    @Test
    void takesItsBoundsIn() {
        assertEquals(3.75, new Churn(2.5, 3, 3, 1).stir(x, 3, 10, ones).sigma(), 1e-12);
    }

    private void assertStill(Churn churn, double sigma) {
        Churn.Stirred stirred = churn.stir(x, sigma, 10, ones);
        assertSame(x, stirred.x());
        assertEquals(sigma, stirred.sigma());
    }
}
