package mezzotint.core.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mezzotint.core.guard.FaultBook;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.guard.Suspect;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Every service that carries {@code @Plugin}, of whatever hook, with its users counted. */
@Component(service = {Plugins.class, Registry.class})
public final class Registry implements Plugins {

    /** How long a user waits for a plugin that is being updated. */
    private static final long PATIENCE_SECONDS = 600;
    /** How long one waits who has a client that waits. */
    private static final long CHECK_SECONDS = 5;

    /** How often one who waits looks whether its walk was given up. */
    private static final long LOOK_MILLIS = 100;

    private final BundleContext context;
    private final FaultBook book;
    private final Map<ServiceReference<?>, TrackedPlugin> plugins = new HashMap<>();
    /** Bundles that are being changed. */
    private final Map<Long, BundleDrain> drained = new HashMap<>();
    private final List<Consumer<Object>> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public Registry(BundleContext context, @Reference FaultBook book) {
        this.context = context;
        this.book = book;
    }

    @Reference(service = AnyService.class, target = "(mezzotint.id=*)",
            cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void add(ServiceReference<?> reference) {
        plugins.put(reference, new TrackedPlugin(reference, context, book));
        notifyAll();
    }

    public void remove(ServiceReference<?> reference) {
        TrackedPlugin plugin;
        synchronized (this) {
            plugin = plugins.remove(reference);
        }
        plugin.leave(hook -> listeners.forEach(listener -> listener.accept(hook)));
    }

    @Override
    public Runnable onLeave(Consumer<Object> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Entry> list() {
        List<TrackedPlugin> running;
        List<Entry> off;
        synchronized (this) {
            running = List.copyOf(plugins.values());
            off = DeclaredPlugins.in(context);
        }
        var all = new ArrayList<>(Stream.concat(running.stream().map(TrackedPlugin::entry), off.stream()).map(this::offered).toList());
        all.sort(Comparator.comparing(Entry::hook).thenComparing(Entry::label));
        return List.copyOf(all);
    }

    @Override
    public Entry find(Class<?> hook, String name) {
        TrackedPlugin plugin;
        synchronized (this) {
            plugin = await(hook, name, found -> returns(found.bundle()), end(CHECK_SECONDS));
        }
        return plugin.entry();
    }

    private static long end(long seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long end(User user) {
        return end(user instanceof CheckUser ? CHECK_SECONDS : PATIENCE_SECONDS);
    }

    private boolean returns(long bundle) {
        return !drained.containsKey(bundle) || drained.get(bundle).returns(bundle);
    }

    private boolean isWithheld(TrackedPlugin plugin) {
        return book.quarantine(plugin.bundleName()).isPresent();
    }

    /** The entry, marked if its plugin is in quarantine. */
    private Entry offered(Entry entry) {
        return book.quarantine(entry.bundle()).map(q -> entry.withheld("in quarantine: " + q.reason())).orElse(entry);
    }

    @Override
    public synchronized boolean knows(Class<?> hook, String name) {
        return plugin(hook, name) != null || DeclaredPlugins.find(context, hook, name).isPresent();
    }

    @Override
    public <H> Lease<H> lease(Class<H> hook, String name, User user) {
        Use<H> use;
        synchronized (this) {
            use = take(hook, await(hook, name, plugin -> open(plugin, user), end(user)), user);
        }
        return use.open();
    }

    private boolean open(TrackedPlugin plugin, User user) {
        BundleDrain drain = drained.get(plugin.bundle());
        return drain == null || drain.admits(user, plugin.bundle());
    }

    /** The plugin of a name, once it is ready; one that is being updated comes back. */
    private TrackedPlugin await(Class<?> hook, String name, Predicate<TrackedPlugin> ready, long end) {
        while (true) {
            TrackedPlugin plugin = plugin(hook, name);
            if (plugin != null && isWithheld(plugin)) {
                throw DeclaredPlugins.problem(offered(plugin.described()));
            }
            if (plugin != null && ready.test(plugin)) {
                return plugin;
            }
            if (plugin != null && !drained.get(plugin.bundle()).returns(plugin.bundle())) {
                throw DeclaredPlugins.problem(plugin.described());
            }
            if (plugin == null && !comesBack(hook, name)) {
                throw absent(hook, name);
            }
            pause(name, end);
        }
    }

    @Override
    public <H> List<Lease<H>> leaseAll(Class<H> hook, User user) {
        List<Use<H>> uses;
        synchronized (this) {
            awaitAll(hook, user);
            uses = plugins.values().stream()
                    .filter(s -> s.is(hook) && open(s, user) && !isWithheld(s) && !user.isWithout(s.bundleName()))
                    .sorted(Comparator.comparing(TrackedPlugin::reference).reversed())
                    .map(s -> take(hook, s, user))
                    .toList();
        }
        return uses.stream().flatMap(Registry::opened).toList();
    }

    /** Waits for the plugins of a hook that are being updated. */
    private void awaitAll(Class<?> hook, User user) {
        long end = end(user);
        while (drained.entrySet().stream().anyMatch(e -> e.getValue().returns(e.getKey()) && !e.getValue().admits(user, e.getKey())
                && DeclaredPlugins.offers(context.getBundle(e.getKey()), hook))) {
            pause("a " + Suspect.hookWords(hook), end);
        }
    }

    /** Nothing if the plugin cannot be made: the others are to be had without it. */
    private static <H> Stream<Lease<H>> opened(Use<H> use) {
        try {
            return Stream.of(use.open());
        } catch (Problem e) {
            return Stream.of();
        }
    }

    @Override
    public synchronized Drain drain(Map<Long, Boolean> bundles) {
        var drain = new BundleDrain(this, plugins, drained, Map.copyOf(bundles));
        bundles.keySet().forEach(b -> drained.put(b, drain));
        return drain;
    }

    private <H> Use<H> take(Class<H> hook, TrackedPlugin plugin, User user) {
        plugin.take(user);
        return new Use<>(hook, plugin, user);
    }

    /** One use of a plugin. */
    private final class Use<H> implements Lease<H> {

        private final Class<H> type;
        private final TrackedPlugin plugin;
        private final User user;
        private boolean open = true;

        private Use(Class<H> type, TrackedPlugin plugin, User user) {
            this.type = type;
            this.plugin = plugin;
            this.user = user;
        }

        /** Makes the plugin's object, while nobody else has to wait. */
        private Lease<H> open() {
            try {
                plugin.hook();
                return this;
            } catch (Problem e) {
                close();
                throw e;
            }
        }

        @Override
        public H hook() {
            return type.cast(plugin.hook());
        }

        @Override
        public Entry entry() {
            return plugin.entry();
        }

        @Override
        public void close() {
            synchronized (Registry.this) {
                if (open) {
                    open = false;
                    plugin.release(user);
                    Registry.this.notifyAll();
                }
            }
        }
    }

    /** By id first, then by label, then by alias; of two alike always the same: what came with the workbench, then by the name of the bundle. */
    private TrackedPlugin plugin(Class<?> hook, String name) {
        String key = Names.key(name);
        return plugins.values().stream()
                .filter(s -> s.is(hook) && s.match(key) < TrackedPlugin.NO_MATCH)
                .min(Comparator.comparingInt((TrackedPlugin s) -> s.match(key)).thenComparing(TrackedPlugin::isAdded).thenComparing(TrackedPlugin::bundleName)
                        .thenComparing(Comparator.comparing(TrackedPlugin::reference).reversed()))
                .orElse(null);
    }

    private boolean comesBack(Class<?> hook, String name) {
        return drained.entrySet().stream()
                .anyMatch(e -> e.getValue().returns(e.getKey()) && DeclaredPlugins.declares(context.getBundle(e.getKey()), hook, name));
    }

    private Problem absent(Class<?> hook, String name) {
        return DeclaredPlugins.find(context, hook, name).map(this::offered).map(DeclaredPlugins::problem).orElseGet(() -> Problem.invalid(
                "no " + Suspect.hookWords(hook) + " is called " + (name.isBlank() ? "\"\"" : name),
                "choose among " + plugins.values().stream().filter(s -> s.is(hook)).map(s -> s.described().label()).sorted().toList()));
    }

    private void pause(String name, long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new Problem(Problem.Kind.BUSY, name + " is being updated, and has not come back yet", "try again in a moment, or look at the plugins page");
        }
        try {
            HookTrace.current().checkGoesOn();
            wait(Math.min(left, LOOK_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + name);
        }
    }
}
