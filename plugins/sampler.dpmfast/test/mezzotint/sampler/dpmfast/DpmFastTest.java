package mezzotint.sampler.dpmfast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import mezzotint.diffusion.Noise;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.SamplerContract;
import org.junit.jupiter.api.Test;

class DpmFastTest implements SamplerContract<DpmFast.Params> {

    private static final Noise ONES = new Noise() {
        @Override
        public Tensor next() {
            return Tensor.zeros(1, 1, 1, 1).map(zero -> 1);
        }

        @Override
        public Tensor between(double sigma, double next) {
            return next();
        }
    };

    @Override
    public DpmFast sampler() {
        return new DpmFast();
    }

    @Override
    public int order() {
        return 0;
    }

    /** Powers of a ratio end an ulp above or below the last level. */
    @Test
    void staysFiniteWithFreshNoiseBetweenAnyLevels() {
        var random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            double first = 1 + 20 * random.nextDouble();
            double last = 0.01 + 0.5 * random.nextDouble();
            double eta = 2 * random.nextDouble();
            Tensor x = new DpmFast().sample(UNIT, ONES.next(), new double[] {first, 1, 1, last, 0}, ONES, new DpmFast.Params(eta, 1));
            assertTrue(x.isFinite(), "from " + first + " to " + last + " with eta " + eta);
        }
    }
}
