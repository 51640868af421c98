package mezzotint.comparator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Lease;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;

/** Plugins that are there because a test says so. */
public final class FakePlugins implements Plugins {

    private volatile List<Hook<?>> hooks;
    private volatile List<Entry> listed = List.of();

    public FakePlugins(Hook<?>... hooks) {
        this.hooks = List.of(hooks);
    }

    /** Others take the place of those that were there. */
    public void set(Hook<?>... now) {
        hooks = List.of(now);
    }

    @Override
    public <H> List<Lease<H>> leaseAll(Class<H> hook, User user) {
        var out = new ArrayList<Lease<H>>();
        hooks.stream().filter(hook::isInstance).map(hook::cast).forEach(one -> out.add(new Lease<>() {
            @Override
            public H hook() {
                return one;
            }

            @Override
            public Entry entry() {
                String name = one.getClass().getSimpleName();
                return new Entry(hook.getSimpleName(), name, name, List.of(), "", name, "1", None.class, true);
            }

            @Override
            public void close() {
                // nobody waits for it
            }
        }));
        return out;
    }

    /** What the list says; nothing unless a test says so. */
    public FakePlugins listing(Entry... entries) {
        listed = List.of(entries);
        return this;
    }

    @Override
    public List<Entry> list() {
        return listed;
    }

    @Override
    public Entry find(Class<?> hook, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean knows(Class<?> hook, String name) {
        return false;
    }

    @Override
    public <H> Lease<H> lease(Class<H> hook, String name, User user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Drain drain(Map<Long, Boolean> bundles) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Runnable onLeave(Consumer<Object> listener) {
        return () -> {};
    }
}
