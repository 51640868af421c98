package mezzotint.core.memory;

import java.io.IOException;
import java.nio.file.Path;
import mezzotint.core.registry.PluginLeases;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Problem;

/** Files of tensors, opened by the plugin that reads them. */
public final class CheckpointFiles {

    private CheckpointFiles() {}

    /**
     * Opens a file; whoever reads it is in use by the leases.
     *
     * @throws Problem of kind {@code INVALID} if no plugin reads it, or it is damaged
     */
    public static Checkpoint open(Path path, PluginLeases leases) {
        return open(format(path, leases), path);
    }

    static Checkpoint open(CheckpointFormat format, Path path) {
        try {
            return format.open(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static CheckpointFormat format(Path path, PluginLeases leases) {
        return leases.first(CheckpointFormat.class, format -> {
            try {
                return format.reads(path);
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }).orElseThrow(() -> Problem.invalid("no plugin reads the format of " + path, "install a format plugin for it")).hook();
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem(Problem.Kind.INVALID, path + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
