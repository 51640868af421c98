package mezzotint.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.fault.Attribution;
import mezzotint.libs.disk.FileFingerprint;
import mezzotint.model.Checkpoint;
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
    public LoadedWeights open(Path path, Map<String, Path> more, List<Choice> engines, Plugins.User user) {
        var leases = new ArrayList<Lease<?>>();
        OpenCheckpoint weights = null;
        try {
            weights = read(path, more, user, leases);
            return place(weights, leases, new EngineQueue(plugins, user, engines), engines.isEmpty());
        } catch (RuntimeException | Error e) {
            Optional.ofNullable(weights).ifPresent(OpenCheckpoint::release);
            leases.forEach(Lease::close);
            throw e;
        }
    }

    private LoadedWeights place(OpenCheckpoint weights, List<Lease<?>> readers, EngineQueue engines, boolean any) {
        Placed first = engines.next().orElseThrow(() -> any
                ? new Problem(Problem.Kind.UNSUPPORTED, "no engine is installed that finds a device", "switch an engine on")
                : new Problem(Problem.Kind.UNSUPPORTED, "the chosen engine finds no device to run on", "choose another engine"));
        return new PlacedWeights(runner, weights, readers, first, engines);
    }

    /** Of files that were overwritten the programs are put away. */
    private OpenCheckpoint read(Path path, Map<String, Path> more, Plugins.User user, List<Lease<?>> leases) {
        String fingerprint = FileFingerprint.of(path);
        cache.remove(program -> program.weights().path().equals(path) && !program.weights().fingerprint().equals(fingerprint));
        Checkpoint checkpoint = new CheckpointReader(plugins, user).open(path, more, leases);
        return new OpenCheckpoint(path, fingerprint, leases.stream().<Object>map(Lease::hook).toList(), checkpoint);
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
