package mezzotint.guidance.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class IntervalTest implements GuidanceContract<Interval.Params> {

    private static final Tensor X = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    private static final Tensor UNWANTED = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2);
    private static final Tensor WANTED = Tensor.of(new float[] {2, 1, -2, 4}, 1, 1, 2, 2);
    private static final Model MODEL = (x, sigma, prompts) -> prompts.size() == 1 ? List.of(WANTED) : List.of(UNWANTED, WANTED);

    @Override
    public Interval guidance() {
        return new Interval();
    }

    private static float[] answer(Interval.Params params, double sigma) {
        return new Interval().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), params).denoise(X, sigma).toArray();
    }

    @Test
    void guidesBetweenItsLevelsAlone() {
        var params = new Interval.Params(5, 3, 1);
        assertArrayEquals(WANTED.toArray(), answer(params, 3.1));
        assertArrayEquals(UNWANTED.towards(WANTED, 5).toArray(), answer(params, 3), 1e-5f);
        assertArrayEquals(UNWANTED.towards(WANTED, 5).toArray(), answer(params, 1), 1e-5f);
        assertArrayEquals(WANTED.toArray(), answer(params, 0.9));
    }

    @Test
    void asksForOnePromptWhereItDoesNotGuide() {
        assertEquals(1, asked(4));
        assertEquals(2, asked(2));
    }

    private static int asked(double sigma) {
        int[] count = new int[1];
        Model counting = (x, level, prompts) -> {
            count[0] = prompts.size();
            return MODEL.denoise(x, level, prompts);
        };
        new Interval().guide(counting, new Conditioning(Map.of()), new Conditioning(Map.of()), new Interval.Params(5, 3, 1)).denoise(X, sigma);
        return count[0];
    }
}
