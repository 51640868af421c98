package mezzotint.core;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;

/** The plugins that one request uses, leased together and given back together. */
final class Crew implements AutoCloseable {

    /** A plugin with the parameters the request sets for it. */
    record Hand<H, P extends Record>(H hook, P params) {}

    private final Plugins plugins;
    private final Plugins.User user;
    private final Set<String> heldBack;
    /** A walk that was given up may still add one while another thread gives all back. */
    private final Deque<Lease<?>> leases = new ConcurrentLinkedDeque<>();

    Crew(Plugins plugins, Plugins.User user) {
        this(plugins, user, Set.of());
    }

    /** @param heldBack bundles that it does without where it can */
    Crew(Plugins plugins, Plugins.User user, Set<String> heldBack) {
        this.plugins = plugins;
        this.user = user;
        this.heldBack = heldBack;
    }

    <H> H lease(Class<H> hook, String id) {
        Lease<H> lease = plugins.lease(hook, id, user);
        leases.push(lease);
        return lease.hook();
    }

    /** The plugin of a choice. The caller's type says of which record its parameters are; it is only passed on. */
    @SuppressWarnings("unchecked")
    <H extends Hook<Record>> Hand<H, Record> hire(Class<?> hook, Choice choice) {
        H plugin = (H) lease(hook, choice.id());
        return new Hand<>(plugin, Parameters.of(plugin, choice.params()));
    }

    /** The plugins of choices that can be done without, but for those that are held back. */
    <H extends Hook<Record>> List<Hand<H, Record>> hireAll(Class<?> hook, List<Choice> choices) {
        return choices.stream().filter(c -> heldBack.isEmpty() || !heldBack.contains(plugins.find(hook, c.id()).bundle())).map(c -> this.<H>hire(hook, c)).toList();
    }

    /** The best ranked plugin of a hook that fits, if there is one; the others are given back. */
    <H> Optional<Lease<H>> first(Class<H> hook, Predicate<H> fits) {
        List<Lease<H>> all = plugins.leaseAll(hook, user);
        Lease<H> found = null;
        try {
            found = all.stream().filter(l -> !heldBack.contains(l.entry().bundle()) && Run.current().orWithout(l.hook(), () -> fits.test(l.hook()), false))
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

    Set<String> bundles() {
        return leases.stream().map(l -> l.entry().bundle()).collect(Collectors.toSet());
    }

    List<Plugins.Entry> entries() {
        return leases.stream().<Plugins.Entry>map(Lease::entry).distinct().toList();
    }

    /** Who works here, with their versions: others would make another picture. */
    String makers() {
        return leases.stream().map(Lease::entry).map(e -> e.hook() + " " + e.id() + " of " + e.bundle() + " " + e.version())
                .sorted().distinct().collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
    }
}
