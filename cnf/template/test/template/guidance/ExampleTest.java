package template.guidance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements GuidanceContract<Example.Params> {

    @Override
    public Example guidance() {
        return new Example();
    }

    /** All of the rescaling gives the contrast of what is wanted. */
    @Test
    void keepsTheContrastOfWhatIsWanted() {
        Tensor wanted = Tensor.of(new float[] {3, -1, 2, 0}, 1, 1, 2, 2);
        Tensor answer = new Example().guide((x, sigma, prompts) -> List.of(Tensor.zeros(1, 1, 2, 2), wanted),
                new Conditioning(Map.of()), new Conditioning(Map.of()), new Example.Params(7, 1)).denoise(wanted, 1);
        assertEquals(wanted.rms(), answer.rms(), 1e-6);
    }
}
