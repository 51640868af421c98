package mezzotint.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs networks, for any plugin and of any file. The programs are kept in a cache by graph, weights, engine, device and parameters: what is in use
 * stays, the rest makes room when memory is short. One thread of each device makes all calls, so those who call at once take turns call by call.
 * May be called from several threads at once.
 */
@ProviderType
public interface Engines {

    /**
     * Takes a file of weights into use, and what is laid over it.
     *
     * @param path a file or folder that a {@link mezzotint.model.CheckpointFormat} reads
     * @param more further files of tensors, by what is put before their names: a prefix must tell the content of its file, as a digest does, and
     *     end so that no name of the others begins with it. Programs that read nothing of them are the same with and without them
     * @param engines plugins that may run it, best first: when one fails, the next takes over; empty for all there are, by their ranking
     * @param user holds the leases of the plugins that have a part in it, until the answer is closed
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if no plugin reads a file or it is damaged; of kind {@code UNSUPPORTED} if
     *     no engine finds a device
     */
    LoadedWeights open(Path path, Map<String, Path> more, List<Choice> engines, Plugins.User user);

    /** What is in memory now, that which was used last at the end. */
    List<Held> held();

    /** Bytes that may still be taken, of the machine or of the control group around the process; what is held and not in use counts as free. */
    long free();

    /**
     * A program in memory.
     *
     * @param path of its weights
     * @param engine id of the plugin
     * @param device id of the device
     * @param bytes that it takes, in Java's heap or outside of it
     * @param inUse whether somebody has its weights open and has run it
     */
    record Held(Path path, String engine, String device, long bytes, boolean inUse) {}
}
