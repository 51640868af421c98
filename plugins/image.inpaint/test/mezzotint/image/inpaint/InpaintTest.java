package mezzotint.image.inpaint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import mezzotint.control.ImageToImage.Start;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.ImageToImageContract;
import org.junit.jupiter.api.Test;

class InpaintTest implements ImageToImageContract<Inpaint.Params> {

    @Override
    public Inpaint start() {
        return new Inpaint();
    }

    @Override
    public Map<String, Object> params() {
        return Map.of("picture", "a picture", "mask", "a mask");
    }

    private static String refusal(Map<String, Object> params) {
        return assertThrows(Problem.class, () -> new Inpaint().steps(10, Parameters.read(Inpaint.Params.class, params))).getMessage();
    }

    @Test
    void missesWhatItNeeds() {
        assertEquals("image has no mask", refusal(Map.of("picture", "upload:1")));
        assertEquals("image has no picture", refusal(Map.of("mask", "upload:1")));
        assertEquals("a latent is not resized under a mask", refusal(Map.of("picture", "upload:1", "mask", "upload:2", "resize", "latent")));
    }

    @Test
    void holdsTheAnswersWhereTheMaskIsBlack() {
        Tensor picture = cells(1, 2);
        var start = new Start(picture, new double[] {4, 1, 0}, Map.of(), Map.of("picture", picture, "mask", cells(0, 1)));
        assertArrayEquals(new float[] {1, 8}, new Inpaint().hold((x, sigma) -> x, start, new Inpaint.Params()).denoise(cells(7, 8), 4).toArray());
    }

    @Test
    void showsThePictureUnderTheNoiseOfTheLevelAsDiffusers() {
        Tensor picture = cells(1, 2);
        var start = new Start(picture, new double[] {4, 2, 0}, Map.of(), Map.of("picture", picture, "mask", cells(0, 1), "noise", cells(10, 20)));
        var held = new Inpaint().hold((x, sigma) -> {
            assertArrayEquals(new float[] {1 + 10 * 2, 8}, x.toArray());
            return cells(5, 6);
        }, start, new Inpaint.Params());
        assertArrayEquals(new float[] {1, 6}, held.denoise(cells(7, 8), 2).toArray());
    }

    private static Tensor cells(float... values) {
        return Tensor.of(values, 1, 1, 1, values.length);
    }
}
