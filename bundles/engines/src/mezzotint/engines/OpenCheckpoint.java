package mezzotint.engines;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mezzotint.model.Checkpoint;
import org.slf4j.LoggerFactory;

/** A file of weights that is open for as long as somebody holds it: whoever has it in use, and each program over it. */
final class OpenCheckpoint {

    private final Path path;
    private final String fingerprint;
    private final List<Object> readers;
    private final Checkpoint checkpoint;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * Held by whoever makes it.
     *
     * @param fingerprint of its files: one that was overwritten is another one
     * @param readers the plugins that read it and name its tensors
     */
    OpenCheckpoint(Path path, String fingerprint, List<Object> readers, Checkpoint checkpoint) {
        this.path = path;
        this.fingerprint = fingerprint;
        this.readers = readers;
        this.checkpoint = checkpoint;
    }

    Path path() {
        return path;
    }

    String fingerprint() {
        return fingerprint;
    }

    /** Whether a plugin has a part in how it is read. */
    boolean isReadBy(Object plugin) {
        return readers.stream().anyMatch(reader -> reader == plugin);
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    void hold() {
        holders.incrementAndGet();
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            try {
                checkpoint.close();
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(OpenCheckpoint.class).warn("{} does not close: {}", path, e.getMessage());
            }
        }
    }
}
