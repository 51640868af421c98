package mezzotint.model;

import java.io.IOException;
import java.nio.file.Path;
import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** A format of model files. */
@ConsumerType
public interface CheckpointFormat extends Hook<None> {

    /** Whether the file or folder looks like this format, by what is in it. */
    boolean reads(Path file) throws IOException;

    /**
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if the file is damaged, saying where
     */
    Checkpoint open(Path file) throws IOException;
}
