package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.Test;

/** What holds for every text encoder. */
public interface TextEncoderContract<P extends Record> extends PluginContract {

    TextEncoder<P> encoder();

    /** Text networks as it wants them, by the names of their parts; their answers differ for different tokens. */
    Map<String, Program> programs();

    /** The model they are of; by default one that brings nothing. */
    default Checkpoint checkpoint() {
        return MemoryCheckpoint.of(Map.of());
    }

    @Override
    default Hook<?> plugin() {
        return encoder();
    }

    @Test
    default void givesAContextOfOneRow() {
        for (String text : List.of("", "a cat", "a cat ".repeat(30), "\u732b")) {
            Tensor context = encode(text);
            assertEquals(3, context.shape().length, "the context is [1, tokens, width]");
            assertEquals(1, context.size(0), "the context is [1, tokens, width]");
            assertTrue(context.isFinite(), () -> "the context of " + text + " is not finite");
        }
    }

    @Test
    default void tellsPromptsApart() {
        assertFalse(Arrays.equals(encode("a cat").toArray(), encode("a dog").toArray()), "a cat is encoded as a dog is");
        assertArrayEquals(encode("a cat").toArray(), encode("a cat").toArray());
    }

    /** A prompt of a hundred thousand words is refused before the work, and by the work itself. */
    @Test
    default void refusesWhatIsTooLong() {
        TextEncoder<P> encoder = encoder();
        Prompt prompt = Prompt.plain("word ".repeat(100_000));
        P params = Parameters.of(encoder, Map.of());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> encoder.check(prompt, params)).kind());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> encoder.encode(prompt, new MemoryReading(programs(), checkpoint()),
                params)).kind());
    }

    private Tensor encode(String text) {
        TextEncoder<P> encoder = encoder();
        Tensor context = encoder.encode(Prompt.plain(text), new MemoryReading(programs(), checkpoint()), Parameters.of(encoder, Map.of())).inputs()
                .get("context");
        if (context == null) {
            throw new AssertionError("the conditioning has no context");
        }
        return context;
    }
}
