package template.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import mezzotint.diffusion.StepHook;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.StepHookContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements StepHookContract<Example.Params> {

    @Override
    public Example watcher() {
        return new Example();
    }

    @Test
    void cutsOffWhatLiesTooFarOut() {
        Tensor denoised = Tensor.of(new float[] {-9, 1, 9}, 3);
        assertArrayEquals(new float[] {-2, 1, 2},
                new Example().after(new StepHook.Step(0, 1, denoised, denoised), new Example.Params(2)).toArray());
    }
}
