package mezzotint.guidance.cfg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GuidanceContract;
import org.junit.jupiter.api.Test;

class CfgTest implements GuidanceContract<Cfg.Params> {

    private final Conditioning wanted = prompt(3);
    private final Conditioning unwanted = prompt(1);
    private final List<Integer> batches = new ArrayList<>();
    private final Model model = (x, sigma, prompts) -> {
        batches.add(prompts.size());
        return prompts.stream().map(p -> p.inputs().get("context")).toList();
    };

    @Override
    public Cfg guidance() {
        return new Cfg();
    }

    @Test
    void goesPastWhatIsWanted() {
        assertArrayEquals(new float[] {1 + 7 * (3 - 1)}, denoise(7));
        assertArrayEquals(new float[] {1}, denoise(0));
        assertEquals(List.of(2, 2), batches);
    }

    @Test
    void runsOnePromptAtScaleOne() {
        assertArrayEquals(new float[] {3}, denoise(1));
        assertEquals(List.of(1), batches);
    }

    private float[] denoise(double scale) {
        return new Cfg().guide(model, wanted, unwanted, new Cfg.Params(scale)).denoise(Tensor.zeros(1), 1).toArray();
    }

    private static Conditioning prompt(float value) {
        return new Conditioning(Map.of("context", Tensor.of(new float[] {value}, 1)));
    }
}
