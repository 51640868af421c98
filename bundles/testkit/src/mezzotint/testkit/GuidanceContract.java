package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for every guidance, on a model that answers with x moved by what the prompt says. */
public interface GuidanceContract<P extends Record> extends PluginContract {

    Model MOVING = (x, sigma, prompts) -> prompts.stream()
            .map(p -> x.over(1 + sigma * sigma).plus(p.inputs().get("context"))).toList();

    Guidance<P> guidance();

    @Override
    default Hook<?> plugin() {
        return guidance();
    }

    @Test
    default void givesALatentOfTheShapeOfX() {
        Tensor x = MemoryCheckpoint.random(2, 4, 8, 8);
        Tensor answer = guide(MOVING, x, 1, -1);
        assertArrayEquals(x.shape(), answer.shape());
        assertTrue(answer.isFinite(), "the answer is not finite");
    }

    @Test
    default void keepsToTheModelWhereBothPromptsSayTheSame() {
        Tensor x = MemoryCheckpoint.random(2, 4, 8, 8);
        assertArrayEquals(x.over(1 + 3 * 3).plus(prompt(0.5).inputs().get("context")).toArray(), guide(MOVING, x, 0.5, 0.5).toArray(), 1e-4f);
    }

    @Test
    default void listensToWhatIsWanted() {
        Tensor x = MemoryCheckpoint.random(2, 4, 8, 8);
        assertFalse(Arrays.equals(guide(MOVING, x, 1, 0).toArray(), guide(MOVING, x, 2, 0).toArray()), "another prompt changes nothing");
    }

    /** Samplers of the kind of CFG++ take the noise of this side. */
    @Test
    default void tellsWhatTheModelSaysUnguided() {
        Tensor x = MemoryCheckpoint.random(2, 4, 8, 8);
        Denoiser denoiser = denoiser(MOVING, 1, -1);
        Denoiser.Guided both = denoiser.guided(x, 3);
        assertArrayEquals(denoiser(MOVING, 1, -1).denoise(x, 3).toArray(), both.denoised().toArray());
        assertArrayEquals(MOVING.denoise(x, 3, List.of(prompt(-1))).get(0).toArray(), both.unguided().toArray());
    }

    @Test
    default void answersTheSameTwice() {
        Tensor x = MemoryCheckpoint.random(2, 4, 8, 8);
        assertArrayEquals(guide(MOVING, x, 1, -1).toArray(), guide(MOVING, x, 1, -1).toArray());
    }

    @Test
    default void letsCancellationPass() {
        assertThrows(CancellationException.class, () -> guide((x, sigma, prompts) -> {
            throw new CancellationException();
        }, MemoryCheckpoint.random(2, 4, 8, 8), 1, -1));
    }

    private Tensor guide(Model model, Tensor x, double wanted, double unwanted) {
        return denoiser(model, wanted, unwanted).denoise(x, 3);
    }

    private Denoiser denoiser(Model model, double wanted, double unwanted) {
        Guidance<P> guidance = guidance();
        return guidance.guide(model, prompt(wanted), prompt(unwanted), Parameters.of(guidance, Map.of()));
    }

    private static Conditioning prompt(double value) {
        return new Conditioning(Map.of("context", Tensor.zeros(2, 4, 8, 8).map(zero -> value)));
    }
}
