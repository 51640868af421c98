package mezzotint.model;

import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows one family of models and draws their graphs. */
@ConsumerType
public interface Architecture extends Hook<None> {

    /** Whether the tensor names and shapes are of this family, in whatever naming; the file's name says nothing. */
    boolean matches(Checkpoint checkpoint);

    /**
     * The same tensors under the names that {@link Checkpoint} describes, and with the configurations that the file lacks: a view, which closes
     * what it views. What is named so already is returned as it is, or alike.
     *
     * @param checkpoint one that matches
     */
    Checkpoint canonical(Checkpoint checkpoint);

    /**
     * @param checkpoint named canonically
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if a tensor is missing or of an
     *     unexpected shape, naming it
     */
    Networks networks(Checkpoint checkpoint);
}
