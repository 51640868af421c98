package mezzotint.sampler.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LegTest {

    /** Each leg begins where the one before ends, but where the walk goes up again: once with 20 steps, twice with 40. */
    @Test
    void theWalkGoesUpAsOftenAsItIsToldTo() {
        var random = new Random(4);
        for (int i = 0; i < 500; i++) {
            double top = 5 + 20 * random.nextDouble();
            double bottom = 0.01 + 0.05 * random.nextDouble();
            assertEquals(1, rises(20, top, bottom));
            assertEquals(2, rises(40, top, bottom));
            assertEquals(0, rises(10, top, bottom));
        }
    }

    private static long rises(int steps, double top, double bottom) {
        double[] sigmas = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            sigmas[i] = top * Math.pow(bottom / top, (double) i / (steps - 1));
        }
        List<Leg> legs = Leg.of(sigmas);
        long rises = 0;
        for (int i = 1; i < legs.size(); i++) {
            rises += legs.get(i).from() > legs.get(i - 1).to() ? 1 : 0;
        }
        return rises;
    }
}
