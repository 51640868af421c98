package mezzotint.text;

import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.model.Checkpoint;
import org.osgi.annotation.versioning.ProviderType;

/** What a text encoder knows of a prompt beside its text: the model it is read for, and the picture. Good for one call, on its thread. */
@ProviderType
public interface Reading {

    /** What a prompt is to the picture. */
    enum Role {
        /** Describes it. */
        WANTED,
        /** Describes what it is led away from. */
        UNWANTED
    }

    /** The model's text networks, by the names of their parts, as {@code text_encoder_2}, in the order of {@link mezzotint.model.Networks#texts}. */
    Map<String, Program> programs();

    /** The model, for the vocabulary that came with it; named canonically. */
    Checkpoint checkpoint();

    /** What the vocabulary of each program has beside the model's own, by the names of the parts; empty where prompts name none. */
    Map<String, List<Embedding>> embeddings();

    /** Pixels of the picture. */
    int width();

    /** Pixels of the picture. */
    int height();

    Role role();
}
