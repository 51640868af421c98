package mezzotint.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/** The plugins of this workbench, running or switched off. */
@ProviderType
public interface Plugins {

    /**
     * A plugin as a user sees it in a list.
     *
     * @param hook simple name of the hook's interface in lower case, as in {@code sampler}
     * @param aliases as the plugin spells them, see {@link Alias}
     * @param bundle symbolic name of the bundle it comes from
     * @param params type of its parameter record; {@link None} while the plugin is off
     * @param on whether it can be used now
     */
    record Entry(
            String hook, String id, String label, List<String> aliases, String source,
            String bundle, String version, Class<? extends Record> params, boolean on) {

        public Entry {
            aliases = List.copyOf(aliases);
        }

        /** Whether a user who writes this name means the plugin. */
        public boolean isCalled(String name) {
            return Stream.concat(Stream.of(id, label), aliases.stream().map(a -> Alias.of(a).name())).anyMatch(n -> same(n, name));
        }

        /** The parameters that a name sets, if it is an alias that sets some; id and label set none. */
        public Map<String, Object> setBy(String name) {
            return same(id, name) || same(label, name) ? Map.of()
                    : aliases.stream().map(Alias::of).filter(a -> same(a.name(), name)).findFirst().map(Alias::params).orElse(Map.of());
        }

        private static boolean same(String a, String b) {
            return Names.key(a).equals(Names.key(b));
        }
    }

    /** Every plugin, sorted by hook and label. */
    List<Entry> list();

    /**
     * The plugin of a hook that a user names.
     *
     * @param name id, label or alias, in any spelling that {@link Names#key} reads
     * @throws Problem of kind {@code INVALID} if there is none, with the names there are; of kind
     *     {@code CONFLICT} if it is switched off
     */
    Entry find(Class<?> hook, String name);

    /** Whether a plugin of a hook is called so, on or off. */
    boolean knows(Class<?> hook, String name);

    /**
     * Takes a plugin into use: until the lease is closed its bundle is neither stopped nor updated.
     * Waits while the plugin is being updated.
     *
     * @throws Problem as {@link #find} does
     */
    <H> Lease<H> lease(Class<H> hook, String name);

    /** Every running plugin of a hook, in use until the leases are closed; best ranking first. */
    <H> List<Lease<H>> leaseAll(Class<H> hook);

    /** Does something with every running plugin of a hook, best ranking first, and gives them back. */
    default <H, R> R withAll(Class<H> hook, Function<List<Lease<H>>, R> work) {
        List<Lease<H>> leases = leaseAll(hook);
        try {
            return work.apply(leases);
        } finally {
            leases.forEach(Lease::close);
        }
    }

    /**
     * Closes a bundle's plugins to new users and waits until nobody uses them.
     *
     * @param bundle id of the bundle
     * @param returns whether the plugins come back at once, as in an update: then new users wait
     *     for them, else they are told that the plugin is switched off
     * @return to be closed when the bundle has been changed
     */
    Drain drain(long bundle, boolean returns) throws InterruptedException;

    /** A bundle that nobody uses; closing it lets users in again. */
    interface Drain extends AutoCloseable {

        @Override
        void close();
    }
}
