package mezzotint.studio;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Makes pictures, on the caller's thread. */
@ProviderType
public interface Studio {

    /**
     * Completes what a user set with the defaults of the model and of the workbench, and checks it.
     *
     * @param settings values by the names of {@link Settings}; a plugin is named by a text, or by a map of
     *     {@code id} and {@code params}
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if a name is unknown or a value
     *     cannot be used; of kind {@code CONFLICT} if a plugin is switched off
     */
    Request request(Map<String, Object> settings);

    /** {@link #generate(Request, Watcher, StepLog)} without keeping the answers. */
    default List<Picture> generate(Request request, Watcher watcher) {
        return generate(request, watcher, StepLog.NONE);
    }

    /**
     * Makes the pictures of a request; with the log of a walk that was cut off they are the same as without the cut.
     *
     * @throws mezzotint.plugin.Problem if the request cannot be met
     */
    List<Picture> generate(Request request, Watcher watcher, StepLog log);
}
