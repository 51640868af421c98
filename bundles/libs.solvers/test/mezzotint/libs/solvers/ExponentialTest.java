package mezzotint.libs.solvers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExponentialTest {

    @Test
    void phiIsOneWayAcrossTheSeriesAndTheRecursion() {
        for (int order = 1; order <= 5; order++) {
            assertEquals(Exponential.phi(order, 0.5 - 1e-9), Exponential.phi(order, 0.5 + 1e-9), 1e-8);
            assertEquals(Exponential.phi(order, -0.5 + 1e-9), Exponential.phi(order, -0.5 - 1e-9), 1e-8);
        }
        assertEquals((1 - Math.exp(-2)) / 2, Exponential.phi(1, 2), 1e-15);
        assertEquals(0.5, Exponential.phi(2, 0), 1e-15);
    }

    /** A picture that moves as u squared is integrated exactly by three of its values. */
    @Test
    void weightsAreExactForThePolynomialThroughTheirPlaces() {
        double[] places = {0, -1, -2.5};
        double decay = 1.3;
        double[] weights = Exponential.weights(places, decay);
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += weights[i] * places[i] * places[i];
        }
        double exact = 0;
        int cells = 100_000;
        for (int i = 0; i < cells; i++) {
            double u = (i + 0.5) / cells;
            exact += decay * Math.exp(-decay * (1 - u)) * u * u / cells;
        }
        assertEquals(exact, sum, 1e-9);
    }

    @Test
    void onePictureTakesAllThatTheLatentLoses() {
        assertArrayEquals(new double[] {1 - Math.exp(-0.7)}, Exponential.weights(new double[] {0}, 0.7), 1e-15);
    }
}
