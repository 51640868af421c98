package mezzotint.core.registry;

import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mezzotint.backend.Engines;
import mezzotint.backend.LoadedWeights;
import mezzotint.core.guard.HookTrace;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;

/** The leases of the plugins that one request uses: they are given back together. Used by the thread of the walk; whoever gives the walk up may close it. */
public final class PluginLeases implements AutoCloseable {

    private final Plugins plugins;
    private final Plugins.User user;
    /** A walk that was given up may still add one while another thread gives all back. */
    private final Deque<Lease<?>> leases = new ConcurrentLinkedDeque<>();
    private final Deque<LoadedWeights> weights = new ConcurrentLinkedDeque<>();

    public PluginLeases(Plugins plugins, Plugins.User user) {
        this.plugins = plugins;
        this.user = user;
    }

    public <H> H lease(Class<H> hook, String id) {
        Lease<H> lease = plugins.lease(hook, id, user);
        leases.push(lease);
        return lease.hook();
    }

    /** The plugin of a choice. The caller's type says of which record its parameters are; it is only passed on. */
    @SuppressWarnings("unchecked")
    public <H extends Hook<Record>> ConfiguredHook<H, Record> configure(Class<?> hook, Choice choice) {
        H plugin = (H) lease(hook, choice.id());
        return new ConfiguredHook<>(plugin, Parameters.of(plugin, choice.params()));
    }

    /** The plugins of choices that can be done without, but for those that the user is without. */
    public <H extends Hook<Record>> List<ConfiguredHook<H, Record>> configureAll(Class<?> hook, List<Choice> choices) {
        return choices.stream().filter(c -> !user.isWithout(plugins.find(hook, c.id()).bundle())).map(c -> this.<H>configure(hook, c)).toList();
    }

    /** The best ranked plugin of a hook that fits, if there is one; the others are given back. */
    public <H> Optional<Lease<H>> first(Class<H> hook, Predicate<H> fits) {
        List<Lease<H>> all = plugins.leaseAll(hook, user);
        Lease<H> found = null;
        try {
            found = all.stream().filter(l -> HookTrace.current().orWithout(l.hook(), () -> fits.test(l.hook()), false))
                    .findFirst().orElse(null);
        } finally {
            for (Lease<H> lease : all) {
                if (lease != found) {
                    lease.close();
                }
            }
        }
        Optional.ofNullable(found).ifPresent(leases::push);
        return Optional.ofNullable(found);
    }

    public Set<String> bundles() {
        return leases.stream().map(l -> l.entry().bundle()).collect(Collectors.toSet());
    }

    public List<Plugins.Entry> entries() {
        return leases.stream().<Plugins.Entry>map(Lease::entry).distinct().toList();
    }

    /** Who works here, with their versions: others would make another picture. */
    public String makers() {
        return leases.stream().map(Lease::entry).map(e -> e.hook() + " " + e.id() + " of " + e.bundle() + " " + e.version())
                .sorted().distinct().collect(Collectors.joining(", "));
    }

    /**
     * Takes weights into use, as long as the plugins.
     *
     * @param more what is laid over them, by what is put before the names of its tensors
     * @param on those that may run them, best first; empty for all
     */
    public LoadedWeights open(Engines engines, Path path, Map<String, Path> more, List<Choice> on) {
        LoadedWeights opened = engines.open(path, more, on, user);
        weights.push(opened);
        return opened;
    }

    @Override
    public void close() {
        weights.forEach(LoadedWeights::close);
        leases.forEach(Lease::close);
    }
}
