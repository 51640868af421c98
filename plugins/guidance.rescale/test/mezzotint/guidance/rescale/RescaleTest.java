package mezzotint.guidance.rescale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class RescaleTest implements GuidanceContract<Rescale.Params> {

    private static final Tensor X = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    private static final Tensor UNWANTED = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2);
    private static final Tensor WANTED = Tensor.of(new float[] {2, 1, -2, 4}, 1, 1, 2, 2);
    private static final Model MODEL = (x, sigma, prompts) -> prompts.size() == 1 ? List.of(WANTED) : List.of(UNWANTED, WANTED);

    @Override
    public Rescale guidance() {
        return new Rescale();
    }

    private static float[] answer(Rescale.Params params, double sigma) {
        return new Rescale().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), params).denoise(X, sigma).toArray();
    }

    @Test
    void isPlainGuidanceWithoutRescaling() {
        assertArrayEquals(UNWANTED.towards(WANTED, 5).toArray(), answer(new Rescale.Params(5, 0, false), 2), 1e-5f);
    }

    /** By hand: the noise of a guidance of 5 deviates more than that of what is wanted. */
    @Test
    void bringsTheNoiseBackToTheDeviationOfWhatIsWanted() {
        Tensor answer = Tensor.of(answer(new Rescale.Params(5, 1, false), 2), 1, 1, 2, 2);
        assertEquals(Deviation.of(X.minus(WANTED)), Deviation.of(X.minus(answer)), 1e-5);
    }
}
