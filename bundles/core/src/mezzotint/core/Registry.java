package mezzotint.core;

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
    private final Map<ServiceReference<?>, Slot> slots = new HashMap<>();
    /** Bundles that are being changed. */
    private final Map<Long, Emptying> drained = new HashMap<>();
    private final List<Consumer<Object>> farewells = new CopyOnWriteArrayList<>();

    @Activate
    public Registry(BundleContext context, @Reference FaultBook book) {
        this.context = context;
        this.book = book;
    }

    @Reference(service = AnyService.class, target = "(mezzotint.id=*)",
            cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void add(ServiceReference<?> reference) {
        slots.put(reference, new Slot(reference, context, book));
        notifyAll();
    }

    void remove(ServiceReference<?> reference) {
        Slot slot;
        synchronized (this) {
            slot = slots.remove(reference);
        }
        slot.leave(hook -> farewells.forEach(f -> f.accept(hook)));
    }

    /** Calls the listener with each plugin that leaves, while it can still be used. */
    void onFarewell(Consumer<Object> listener) {
        farewells.add(listener);
    }

    @Override
    public List<Entry> list() {
        List<Slot> running;
        List<Entry> off;
        synchronized (this) {
            running = List.copyOf(slots.values());
            off = SwitchedOff.in(context);
        }
        var all = new ArrayList<>(Stream.concat(running.stream().map(Slot::entry), off.stream()).map(this::offered).toList());
        all.sort(Comparator.comparing(Entry::hook).thenComparing(Entry::label));
        return List.copyOf(all);
    }

    @Override
    public Entry find(Class<?> hook, String name) {
        Slot slot;
        synchronized (this) {
            slot = await(hook, name, found -> returns(found.bundle()), end(CHECK_SECONDS));
        }
        return slot.entry();
    }

    private static long end(long seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long end(User user) {
        return end(user instanceof Check ? CHECK_SECONDS : PATIENCE_SECONDS);
    }

    private boolean returns(long bundle) {
        return !drained.containsKey(bundle) || drained.get(bundle).returns(bundle);
    }

    private boolean isWithheld(Slot slot) {
        return book.quarantine(slot.bundleName()).isPresent();
    }

    /** The entry, marked if its plugin is in quarantine. */
    private Entry offered(Entry entry) {
        return book.quarantine(entry.bundle()).map(q -> entry.withheld("in quarantine: " + q.reason())).orElse(entry);
    }

    @Override
    public synchronized boolean knows(Class<?> hook, String name) {
        return slot(hook, name) != null || SwitchedOff.find(context, hook, name).isPresent();
    }

    @Override
    public <H> Lease<H> lease(Class<H> hook, String name, User user) {
        Use<H> use;
        synchronized (this) {
            use = take(hook, await(hook, name, slot -> open(slot, user), end(user)), user);
        }
        return use.open();
    }

    private boolean open(Slot slot, User user) {
        Emptying emptying = drained.get(slot.bundle());
        return emptying == null || emptying.admits(user, slot.bundle());
    }

    /** The plugin of a name, once it is ready; one that is being updated comes back. */
    private Slot await(Class<?> hook, String name, Predicate<Slot> ready, long end) {
        while (true) {
            Slot slot = slot(hook, name);
            if (slot != null && isWithheld(slot)) {
                throw SwitchedOff.problem(offered(slot.described()));
            }
            if (slot != null && ready.test(slot)) {
                return slot;
            }
            if (slot != null && !drained.get(slot.bundle()).returns(slot.bundle())) {
                throw SwitchedOff.problem(slot.described());
            }
            if (slot == null && !comesBack(hook, name)) {
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
            uses = slots.values().stream()
                    .filter(s -> s.is(hook) && open(s, user) && !isWithheld(s))
                    .sorted(Comparator.comparing(Slot::reference).reversed())
                    .map(s -> take(hook, s, user))
                    .toList();
        }
        return uses.stream().flatMap(Registry::opened).toList();
    }

    /** Waits for the plugins of a hook that are being updated. */
    private void awaitAll(Class<?> hook, User user) {
        long end = end(user);
        while (drained.entrySet().stream().anyMatch(e -> e.getValue().returns(e.getKey()) && !e.getValue().admits(user, e.getKey())
                && SwitchedOff.offers(context.getBundle(e.getKey()), hook))) {
            pause("a " + Slot.word(hook), end);
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
        var emptying = new Emptying(this, slots, drained, Map.copyOf(bundles));
        bundles.keySet().forEach(b -> drained.put(b, emptying));
        return emptying;
    }

    private <H> Use<H> take(Class<H> hook, Slot slot, User user) {
        slot.take(user);
        return new Use<>(hook, slot, user);
    }

    /** One use of a plugin. */
    private final class Use<H> implements Lease<H> {

        private final Class<H> type;
        private final Slot slot;
        private final User user;
        private boolean open = true;

        private Use(Class<H> type, Slot slot, User user) {
            this.type = type;
            this.slot = slot;
            this.user = user;
        }

        /** Makes the plugin's object, while nobody else has to wait. */
        private Lease<H> open() {
            try {
                slot.hook();
                return this;
            } catch (Problem e) {
                close();
                throw e;
            }
        }

        @Override
        public H hook() {
            return type.cast(slot.hook());
        }

        @Override
        public Entry entry() {
            return slot.entry();
        }

        @Override
        public void close() {
            synchronized (Registry.this) {
                if (open) {
                    open = false;
                    slot.release(user);
                    Registry.this.notifyAll();
                }
            }
        }
    }

    /** By id first, then by label, then by alias; of two alike always the same: what came with the workbench, then by the name of the bundle. */
    private Slot slot(Class<?> hook, String name) {
        String key = Names.key(name);
        return slots.values().stream()
                .filter(s -> s.is(hook) && s.match(key) < Slot.NO_MATCH)
                .min(Comparator.comparingInt((Slot s) -> s.match(key)).thenComparing(Slot::isAdded).thenComparing(Slot::bundleName)
                        .thenComparing(Comparator.comparing(Slot::reference).reversed()))
                .orElse(null);
    }

    private boolean comesBack(Class<?> hook, String name) {
        return drained.entrySet().stream()
                .anyMatch(e -> e.getValue().returns(e.getKey()) && SwitchedOff.declares(context.getBundle(e.getKey()), hook, name));
    }

    private Problem absent(Class<?> hook, String name) {
        return SwitchedOff.find(context, hook, name).map(this::offered).map(SwitchedOff::problem).orElseGet(() -> Problem.invalid(
                "no " + Slot.word(hook) + " is called " + (name.isBlank() ? "\"\"" : name),
                "choose among " + slots.values().stream().filter(s -> s.is(hook)).map(s -> s.described().label()).sorted().toList()));
    }

    private void pause(String name, long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new Problem(Problem.Kind.BUSY, name + " is being updated, and has not come back yet", "try again in a moment, or look at the plugins page");
        }
        try {
            Run.current().checkGoesOn();
            wait(Math.min(left, LOOK_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + name);
        }
    }
}
