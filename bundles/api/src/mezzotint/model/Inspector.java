package mezzotint.model;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what files of weights are. May be called from several threads at once. */
@ProviderType
public interface Inspector {

    /**
     * Looks at the header; weights are not read.
     *
     * @param file a file, or a folder as diffusers saves it
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none; of kind {@code INVALID} if it is damaged
     */
    Verdict inspect(Path file);
}
