package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import mezzotint.control.Conditioner;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for everything that steers a model by a picture, on a model that answers with x scaled down. */
public interface ConditionerContract<P extends Record> extends PluginContract {

    Conditioner<P> conditioner();

    @Override
    default Hook<?> plugin() {
        return conditioner();
    }

    @Test
    default void givesALatentOfTheShapeOfXForEachPrompt() {
        List<Tensor> answers = answers();
        assertEquals(2, answers.size());
        for (Tensor answer : answers) {
            assertArrayEquals(SmallContext.SHAPE, answer.shape());
            assertTrue(answer.isFinite(), "an answer is not finite");
        }
    }

    @Test
    default void steers() {
        assertFalse(Arrays.equals(plain(x(), 3, prompts()).get(0).toArray(), answers().get(0).toArray()), "the model is as it was");
    }

    @Test
    default void answersTheSameTwice() {
        assertArrayEquals(answers().get(1).toArray(), answers().get(1).toArray());
    }

    @Test
    default void letsCancellationPass() {
        assertThrows(CancellationException.class, () -> steered((x, sigma, prompts) -> {
            throw new CancellationException();
        }).denoise(x(), 3, prompts()));
    }

    private List<Tensor> answers() {
        return steered(ConditionerContract::plain).denoise(x(), 3, prompts());
    }

    private Model steered(Model model) {
        Conditioner<P> plugin = conditioner();
        return plugin.steer(model, new SmallContext(), Parameters.of(plugin, Map.of()));
    }

    private static List<Tensor> plain(Tensor x, double sigma, List<Conditioning> prompts) {
        return prompts.stream().map(p -> x.over(1 + sigma * sigma)).toList();
    }

    private static Tensor x() {
        return MemoryCheckpoint.random(SmallContext.SHAPE);
    }

    private static List<Conditioning> prompts() {
        return List.of(new Conditioning(Map.of()), new Conditioning(Map.of()));
    }
}
