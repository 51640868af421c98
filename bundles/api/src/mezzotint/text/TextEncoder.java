package mezzotint.text;

import mezzotint.diffusion.Conditioning;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** Tokenizes a prompt and runs it through the text networks of a model. */
@ConsumerType
public interface TextEncoder<P extends Record> extends Hook<P> {

    /**
     * @return what the denoiser is told: {@code context} [1, tokens, width], and what else it wants, of one row each
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if the prompt is too long, or a parameter does not go with the model
     */
    Conditioning encode(Prompt prompt, Reading reading, P params);

    /**
     * Looks whether the prompt can be encoded, before work starts.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is too long
     */
    default void check(Prompt prompt, P params) {}

    /**
     * Looks whether what came with a model for this encoder, as a vocabulary, can be used, before work starts.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} that names the file and what is wrong in it
     */
    default void check(Checkpoint checkpoint) {}
}
