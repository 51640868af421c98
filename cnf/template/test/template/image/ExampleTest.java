package template.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mezzotint.control.GenerationContext;
import mezzotint.image.Image;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.ImageToImageContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements ImageToImageContract<Example.Params> {

    /** A white picture, and a mask that is white in its left half; a cell of the latent is a pixel. */
    private static final GenerationContext HALF = new GenerationContext() {
        @Override
        public int width() {
            return 8;
        }

        @Override
        public int height() {
            return 8;
        }

        @Override
        public Image picture(String name) {
            return Image.paint(16, 16, (x, y) -> name.equals("mask") && x >= 8 ? 0 : 0xFFFFFF);
        }

        @Override
        public Tensor encode(Image picture) {
            return Tensor.zeros(1, 4, 8, 8).map(zero -> 1);
        }

        @Override
        public Tensor noise() {
            return Tensor.zeros(1, 4, 8, 8);
        }
    };

    @Override
    public Example start() {
        return new Example();
    }

    @Test
    void keepsWhatTheMaskLeavesBlack() {
        var params = new Example.Params("picture", 0.5, "mask");
        Tensor answer = start().hold((x, sigma) -> x.map(any -> 5), HALF, params).denoise(HALF.noise(), 3);
        assertEquals(5, answer.toArray()[0], "painted anew");
        assertEquals(1, answer.toArray()[7], "kept");
    }

    @Test
    void takesAsManyStepsAsTheStrengthSays() {
        assertEquals(6, start().begin(LEVELS, HALF, new Example.Params("picture", 0.5, "")).sigmas().length);
        assertEquals(LEVELS.length, start().begin(LEVELS, HALF, new Example.Params("picture", 1, "")).sigmas().length);
    }
}
