package template.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import mezzotint.control.ImageToImage;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.ImageToImageContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements ImageToImageContract<Example.Params> {

    @Override
    public Example start() {
        return new Example();
    }

    @Test
    void keepsWhatTheMaskLeavesBlack() {
        Tensor kept = Tensor.of(new float[] {1, 1}, 1, 1, 1, 2);
        Tensor mask = Tensor.of(new float[] {1, 0}, 1, 1, 1, 2);
        var begun = new ImageToImage.Start(kept, LEVELS, Map.of(), Map.of("picture", kept, "mask", mask));
        Tensor answer = start().hold((x, sigma) -> x.map(any -> 5), begun, new Example.Params("picture", 0.5, "mask")).denoise(kept, 3);
        assertArrayEquals(new float[] {5, 1}, answer.toArray(), "painted anew, and kept");
    }
}
