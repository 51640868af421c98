package mezzotint.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.fault.Attribution;
import mezzotint.fault.Fault;
import mezzotint.libs.disk.FileFingerprint;
import mezzotint.model.CheckpointFormat;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens files of weights, and keeps the programs over them. */
@Component
public final class EngineService implements Engines {

    /** Framework property: bytes up to which programs are kept that nobody uses. */
    private static final String BUDGET = "mezzotint.engines.memory";
    /** Framework property: seconds without a call after which memory that was freed is given back to the system. */
    private static final String IDLE = "mezzotint.engines.idleSeconds";
    private static final long IDLE_SECONDS = 60;

    private final Plugins plugins;
    private final ProgramCache cache = new ProgramCache();
    private final FreedMemory freed;
    private final DeviceThreads threads;
    private final MemoryBudget memory;
    private final ProgramRunner runner;
    private final Runnable listening;

    @Activate
    public EngineService(BundleContext context, @Reference Plugins plugins, @Reference Attribution attribution) {
        this(plugins, attribution, new MachineMemory(Path.of("/")), number(context, BUDGET), number(context, IDLE));
    }

    private static Optional<Long> number(BundleContext context, String property) {
        return Optional.ofNullable(context.getProperty(property)).map(Long::valueOf);
    }

    /**
     * @param set bytes up to which programs are kept that nobody uses; else half of what the machine has at the start
     * @param idle seconds after which what was freed is given back; else a minute
     */
    EngineService(Plugins plugins, Attribution attribution, MachineMemory machine, Optional<Long> set, Optional<Long> idle) {
        long budget = set.orElseGet(() -> machine.available() / 2);
        this.plugins = plugins;
        this.freed = new FreedMemory(Duration.ofSeconds(idle.orElse(IDLE_SECONDS)));
        this.threads = new DeviceThreads(freed::use);
        this.memory = new MemoryBudget(machine, cache, budget);
        this.runner = new ProgramRunner(attribution, threads, cache, memory);
        this.listening = plugins.onLeave(plugin -> cache.remove(program -> program.isMadeBy(plugin)));
    }

    @Deactivate
    void close() {
        listening.run();
        threads.close();
        cache.remove(program -> true);
        freed.close();
    }

    @Override
    public LoadedWeights open(Path path, List<Choice> engines, Plugins.User user) {
        Lease<CheckpointFormat> format = format(path, user);
        OpenCheckpoint weights = null;
        try {
            weights = read(path, format.hook());
            return place(weights, format, new EngineQueue(plugins, user, engines), engines.isEmpty());
        } catch (RuntimeException | Error e) {
            Optional.ofNullable(weights).ifPresent(OpenCheckpoint::release);
            format.close();
            throw e;
        }
    }

    private LoadedWeights place(OpenCheckpoint weights, Lease<CheckpointFormat> format, EngineQueue engines, boolean any) {
        Placed first = engines.next().orElseThrow(() -> any
                ? new Problem(Problem.Kind.UNSUPPORTED, "no engine is installed that finds a device", "switch an engine on")
                : new Problem(Problem.Kind.UNSUPPORTED, "the chosen engine finds no device to run on", "choose another engine"));
        return new PlacedWeights(runner, weights, format, first, engines);
    }

    /** Of files that were overwritten the programs are put away. */
    private OpenCheckpoint read(Path path, CheckpointFormat format) {
        String fingerprint = FileFingerprint.of(path);
        cache.remove(program -> program.weights().path().equals(path) && !program.weights().fingerprint().equals(fingerprint));
        try {
            return new OpenCheckpoint(path, fingerprint, format, format.open(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private Lease<CheckpointFormat> format(Path path, Plugins.User user) {
        List<Lease<CheckpointFormat>> all = plugins.leaseAll(CheckpointFormat.class, user);
        Lease<CheckpointFormat> found = null;
        try {
            found = all.stream().filter(lease -> reads(lease.hook(), path)).findFirst().orElseThrow(
                    () -> Problem.invalid("no plugin reads the format of " + path, "install a format plugin for it"));
            return found;
        } finally {
            for (Lease<CheckpointFormat> lease : all) {
                if (lease != found) {
                    lease.close();
                }
            }
        }
    }

    /** A format that does wrong is passed over. */
    private static boolean reads(CheckpointFormat format, Path path) {
        try {
            return format.reads(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (Problem e) {
            if (Fault.behind(e).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static Problem unreadable(Path path, IOException e) {
        return new Problem(Problem.Kind.INVALID, path + " cannot be read: " + e.getMessage(), "check the file", e);
    }

    @Override
    public List<Held> held() {
        return cache.held();
    }

    @Override
    public long free() {
        return memory.free();
    }
}
