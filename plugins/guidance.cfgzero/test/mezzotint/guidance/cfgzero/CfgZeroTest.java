package mezzotint.guidance.cfgzero;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class CfgZeroTest implements GuidanceContract<CfgZero.Params> {

    private static final Tensor X = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    private static final Tensor UNWANTED = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2);
    private static final Tensor WANTED = Tensor.of(new float[] {2, 1, -2, 4}, 1, 1, 2, 2);
    private static final Model MODEL = (x, sigma, prompts) -> prompts.size() == 1 ? List.of(WANTED) : List.of(UNWANTED, WANTED);

    @Override
    public CfgZero guidance() {
        return new CfgZero();
    }

    private static float[] answer(CfgZero.Params params, double sigma) {
        return new CfgZero().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), params).denoise(X, sigma).toArray();
    }

    /** By hand: x - wanted is (-1, 1, 5, 0), x - unwanted (0, 2, 4, 2); their product is 22, of the latter with itself 24. */
    @Test
    void takesThePartOfTheUnwantedThatLiesInTheWanted() {
        double share = 22 / 24.0;
        float[] expected = {(float) (1 + 3), (float) (2 - (share * 2 + 3 * (1 - share * 2))),
            (float) (3 - (share * 4 + 3 * (5 - share * 4))), (float) (4 - (share * 2 - 3 * share * 2))};
        assertArrayEquals(expected, answer(new CfgZero.Params(3, 0), 2), 1e-5f);
    }

    @Test
    void leavesTheFirstStepsStill() {
        assertArrayEquals(X.toArray(), answer(new CfgZero.Params(3, 5), 6));
        assertEquals(4, answer(new CfgZero.Params(3, 5), 4)[0], 1e-5);
    }
}
