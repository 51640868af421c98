package mezzotint.guidance.dynamicthresholding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class DynamicThresholdingTest implements GuidanceContract<DynamicThresholding.Params> {

    private static final Tensor X = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    private static final Tensor UNWANTED = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2);
    private static final Tensor WANTED = Tensor.of(new float[] {2, 1, -2, 4}, 1, 1, 2, 2);
    private static final Model MODEL = (x, sigma, prompts) -> prompts.size() == 1 ? List.of(WANTED) : List.of(UNWANTED, WANTED);

    @Override
    public DynamicThresholding guidance() {
        return new DynamicThresholding();
    }

    private static float[] answer(DynamicThresholding.Params params, double sigma) {
        return new DynamicThresholding().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), params).denoise(X, sigma).toArray();
    }

    @Test
    void isPlainGuidanceAtTheScaleThatItIsLike() {
        assertArrayEquals(UNWANTED.towards(WANTED, 5).toArray(), answer(new DynamicThresholding.Params(5, 5, 1), 2), 1e-5f);
    }

    /** By hand: both have the mean 0.5 + 0.75 scale; the farthest from it are 6 - 2.75 away at a scale of 3, and 22 - 8.75 at one of 11. */
    @Test
    void fitsTheValuesIntoTheRangeOfALowScale() {
        float[] low = UNWANTED.towards(WANTED, 3).toArray();
        float[] fitted = answer(new DynamicThresholding.Params(11, 3, 1), 2);
        assertEquals(spread(low), spread(fitted), 1e-5);
    }

    private static double spread(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / 4.0;
        }
        double most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value - mean));
        }
        return most;
    }
}
