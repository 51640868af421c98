package mezzotint.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UnitSignalTest {

    private static final Tensor X = Tensor.of(new float[] {3}, 1, 1, 1, 1);

    private final List<Double> asked = new ArrayList<>();

    private final Denoiser flow = new Denoiser() {
        @Override
        public Tensor denoise(Tensor x, double sigma) {
            asked.add(sigma);
            return x;
        }

        @Override
        public double alpha(double sigma) {
            return 1 - sigma;
        }
    };

    @Test
    void leavesAModelOfNoiseAsItIs() {
        Denoiser noise = (x, sigma) -> x;
        double[] sigmas = {14, 1, 0};
        UnitSignal.walk(noise, X, sigmas, null, (model, x, levels, fresh) -> {
            assertSame(noise, model);
            assertSame(X, x);
            assertSame(sigmas, levels);
            return x;
        });
    }

    @Test
    void walksAFlowInLatentsThatHoldTheWholePicture() {
        Tensor end = UnitSignal.walk(flow, X, new double[] {0.75, 0.5, 0.25}, null, (model, x, levels, fresh) -> {
            assertArrayEquals(new double[] {3, 1, 1 / 3.0}, levels, 1e-12);
            assertEquals(12, x.toArray()[0], 1e-5, "3 / (1 - 0.75)");
            return model.denoise(x, levels[1]);
        });
        assertEquals(0.5, asked.get(0), 1e-12);
        assertEquals(6 * 0.75, end.toArray()[0], 1e-5, "12 seen at an alpha of 0.5, and given at 0.75");
    }

    @Test
    void beginsAFlowWhereThereIsAlmostNoPicture() {
        UnitSignal.walk(flow, X, new double[] {1, 0}, null, (model, x, levels, fresh) -> model.denoise(x, levels[0]));
        assertEquals(1 - 1 / 30000.0, asked.get(0), 1e-9);
    }

    @Test
    void findsTheMiddleByTheRatioOfPictureAndNoise() {
        assertEquals(Math.sqrt(8 * 2), UnitSignal.middle((x, sigma) -> x, 8, 2), 1e-12);
        assertEquals(0.5, UnitSignal.middle(flow, 0.8, 0.2), 1e-12, "4 and 1/4 have 1 between them");
    }
}
