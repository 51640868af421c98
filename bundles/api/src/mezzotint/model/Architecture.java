package mezzotint.model;

import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows one family of models and draws their graphs. */
@ConsumerType
public interface Architecture extends Hook<None> {

    /** Whether the tensor names and shapes are of this family; the file's name says nothing. */
    boolean matches(Checkpoint checkpoint);

    /**
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if a tensor is missing or of an
     *     unexpected shape, naming it
     */
    Networks networks(Checkpoint checkpoint);
}
