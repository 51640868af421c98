package mezzotint.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

    private final BundleContext context;
    private final Map<ServiceReference<?>, Slot> slots = new HashMap<>();
    /** Bundles that are being changed, and whether they come back. */
    private final Map<Long, Boolean> drained = new HashMap<>();
    private final List<Consumer<Object>> farewells = new CopyOnWriteArrayList<>();

    @Activate
    public Registry(BundleContext context) {
        this.context = context;
    }

    @Reference(service = AnyService.class, target = "(mezzotint.id=*)",
            cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void add(ServiceReference<?> reference) {
        slots.put(reference, new Slot(reference, context));
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
    public synchronized List<Entry> list() {
        var all = new ArrayList<>(slots.values().stream().map(Slot::entry).toList());
        all.addAll(SwitchedOff.in(context));
        all.sort(Comparator.comparing(Entry::hook).thenComparing(Entry::label));
        return List.copyOf(all);
    }

    @Override
    public synchronized Entry find(Class<?> hook, String name) {
        return await(hook, name, slot -> true).entry();
    }

    @Override
    public synchronized boolean knows(Class<?> hook, String name) {
        return slot(hook, name) != null || SwitchedOff.find(context, hook, name).isPresent();
    }

    @Override
    public synchronized <H> Lease<H> lease(Class<H> hook, String name) {
        return take(hook, await(hook, name, slot -> !drained.containsKey(slot.bundle())));
    }

    /** The plugin of a name, once it is ready; one that is being updated comes back. */
    private Slot await(Class<?> hook, String name, Predicate<Slot> ready) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Slot slot = slot(hook, name);
            if (slot != null && Boolean.FALSE.equals(drained.get(slot.bundle()))) {
                throw SwitchedOff.problem(slot.entry());
            }
            if (slot != null && ready.test(slot)) {
                return slot;
            }
            if (slot == null && !comesBack(hook, name)) {
                throw absent(hook, name);
            }
            pause(name, end);
        }
    }

    @Override
    public synchronized <H> List<Lease<H>> leaseAll(Class<H> hook) {
        return slots.values().stream()
                .filter(s -> s.is(hook) && !drained.containsKey(s.bundle()))
                .sorted(Comparator.comparing(Slot::reference).reversed())
                .map(s -> take(hook, s))
                .toList();
    }

    @Override
    public synchronized Drain drain(long bundle, boolean returns) throws InterruptedException {
        drained.put(bundle, returns);
        try {
            while (slots.values().stream().anyMatch(s -> s.bundle() == bundle && s.users() > 0)) {
                wait();
            }
        } catch (InterruptedException e) {
            open(bundle);
            throw e;
        }
        return () -> open(bundle);
    }

    private synchronized void open(long bundle) {
        drained.remove(bundle);
        notifyAll();
    }

    private <H> Lease<H> take(Class<H> hook, Slot slot) {
        H object = hook.cast(slot.take());
        return new Lease<>() {
            private boolean open = true;

            @Override
            public H hook() {
                return object;
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
                        slot.release();
                        Registry.this.notifyAll();
                    }
                }
            }
        };
    }

    /** By id first, then by label, then by alias. */
    private Slot slot(Class<?> hook, String name) {
        String key = Names.key(name);
        return slots.values().stream()
                .filter(s -> s.is(hook) && s.match(key) < Slot.NO_MATCH)
                .min(Comparator.comparingInt((Slot s) -> s.match(key)).thenComparing(Comparator.comparing(Slot::reference).reversed()))
                .orElse(null);
    }

    private boolean comesBack(Class<?> hook, String name) {
        return drained.entrySet().stream()
                .anyMatch(e -> e.getValue() && SwitchedOff.declares(context.getBundle(e.getKey()), hook, name));
    }

    private Problem absent(Class<?> hook, String name) {
        return SwitchedOff.find(context, hook, name).map(SwitchedOff::problem).orElseGet(() -> Problem.invalid(
                "no " + Slot.word(hook) + " is called " + (name.isBlank() ? "\"\"" : name),
                "choose among " + slots.values().stream().filter(s -> s.is(hook)).map(s -> s.entry().label()).sorted().toList()));
    }

    private void pause(String name, long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new Problem(Problem.Kind.TIMEOUT, name + " is being updated, and has not come back", "look at the plugins page");
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("interrupted while waiting for " + name);
        }
    }
}
