package mezzotint.guidance.apg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class ApgTest implements GuidanceContract<Apg.Params> {

    private static final Tensor X = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    private static final Tensor UNWANTED = Tensor.of(new float[] {1, 0, -1, 2}, 1, 1, 2, 2);
    private static final Tensor WANTED = Tensor.of(new float[] {2, 1, -2, 4}, 1, 1, 2, 2);
    private static final Model MODEL = (x, sigma, prompts) -> prompts.size() == 1 ? List.of(WANTED) : List.of(UNWANTED, WANTED);

    @Override
    public Apg guidance() {
        return new Apg();
    }

    private static float[] answer(Apg.Params params, double sigma) {
        return new Apg().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), params).denoise(X, sigma).toArray();
    }

    @Test
    void isPlainGuidanceWithAllParts() {
        assertArrayEquals(UNWANTED.towards(WANTED, 5).toArray(), answer(new Apg.Params(5, 1, 0, 0), 2), 1e-5f);
    }

    /** By hand: the direction is (1, 1, -1, 2); 13 / 25 of what is wanted lie in it. */
    @Test
    void leavesOutWhatMakesThePictureStronger() {
        double share = 13 / 25.0;
        float[] expected = {(float) (2 + 1 - share * 2), (float) (1 + 1 - share), (float) (-2 - 1 + share * 2), (float) (4 + 2 - share * 4)};
        assertArrayEquals(expected, answer(new Apg.Params(2, 0, 0, 0), 2), 1e-5f);
    }

    /** By hand: the direction has the norm of the root of 7. */
    @Test
    void holdsTheDirectionToALength() {
        float[] whole = answer(new Apg.Params(2, 1, 0, 0), 2);
        float[] held = answer(new Apg.Params(2, 1, 1, 0), 2);
        assertEquals((whole[3] - 4) / Math.sqrt(7), held[3] - 4, 1e-5);
    }

    @Test
    void beginsEachWalkAnew() {
        var denoiser = new Apg().guide(MODEL, new Conditioning(Map.of()), new Conditioning(Map.of()), new Apg.Params(2, 1, 0, -0.5));
        float[] first = denoiser.denoise(X, 2).toArray();
        assertEquals(4 + 2 * 0.5, denoiser.denoise(X, 1).toArray()[3], 1e-5, "half of the last direction is taken away");
        assertArrayEquals(first, denoiser.denoise(X, 2).toArray(), 1e-5f);
    }
}
