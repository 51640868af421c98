package mezzotint.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import mezzotint.fault.Fault;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/**
 * Opens files of weights by the plugins for them: the format that reads a file, and the architecture that names its tensors, where one knows them.
 * A plugin that does wrong when it is asked whether a file is its own is passed over.
 *
 * @param user holds the leases
 */
record CheckpointReader(Plugins plugins, Plugins.User user) {

    /**
     * A model, and what is laid over it, as one.
     *
     * @param more further files, by what is put before the names of their tensors, which stay as the file has them
     * @param leases takes those of the plugins that have a part in it
     * @throws Problem of kind {@code INVALID} if no plugin reads a file, or it is damaged
     */
    Checkpoint open(Path path, Map<String, Path> more, List<Lease<?>> leases) {
        Checkpoint model = named(read(path, leases), leases);
        var files = new HashMap<String, Checkpoint>();
        try {
            more.forEach((prefix, file) -> files.put(prefix, read(file, leases)));
            return files.isEmpty() ? model : new JoinedCheckpoint(model, files);
        } catch (RuntimeException | Error e) {
            new JoinedCheckpoint(model, files).close();
            throw e;
        }
    }

    private Checkpoint read(Path path, List<Lease<?>> leases) {
        CheckpointFormat format = first(CheckpointFormat.class, leases, each -> reads(each, path)).orElseThrow(
                () -> Problem.invalid("no plugin reads the format of " + path, "install a format plugin for it"));
        return open(format, path);
    }

    private Checkpoint named(Checkpoint checkpoint, List<Lease<?>> leases) {
        try {
            return first(Architecture.class, leases, each -> own(() -> each.matches(checkpoint))).map(each -> each.canonical(checkpoint)).orElse(checkpoint);
        } catch (RuntimeException | Error e) {
            checkpoint.close();
            throw e;
        }
    }

    private <H> Optional<H> first(Class<H> hook, List<Lease<?>> leases, Predicate<H> fits) {
        List<Lease<H>> all = plugins.leaseAll(hook, user);
        Optional<Lease<H>> found = Optional.empty();
        try {
            found = all.stream().filter(lease -> fits.test(lease.hook())).findFirst();
            found.ifPresent(leases::add);
            return found.map(Lease::hook);
        } finally {
            for (Lease<H> lease : all) {
                if (found.filter(lease::equals).isEmpty()) {
                    lease.close();
                }
            }
        }
    }

    private static boolean reads(CheckpointFormat format, Path path) {
        return own(() -> {
            try {
                return format.reads(path);
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        });
    }

    /** An answer of a plugin; no, if it failed by its own fault. */
    private static boolean own(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (Problem e) {
            if (Fault.behind(e).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static Checkpoint open(CheckpointFormat format, Path path) {
        try {
            return format.open(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem(Problem.Kind.INVALID, path + " cannot be read: " + e.getMessage(), "check the file", e);
    }
}
