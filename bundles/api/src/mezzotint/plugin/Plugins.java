package mezzotint.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
     * @param reason why not, where it is not merely switched off; else empty
     */
    record Entry(
            String hook, String id, String label, List<String> aliases, String source,
            String bundle, String version, Class<? extends Record> params, boolean on, String reason) {

        public Entry {
            aliases = List.copyOf(aliases);
        }

        public Entry(String hook, String id, String label, List<String> aliases, String source,
                String bundle, String version, Class<? extends Record> params, boolean on) {
            this(hook, id, label, aliases, source, bundle, version, params, on, "");
        }

        /** The same plugin, which is not offered. */
        public Entry withheld(String why) {
            return new Entry(hook, id, label, aliases, source, bundle, version, params, false, why);
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

    /** Somebody who uses plugins; told apart by identity. */
    @FunctionalInterface
    interface User {

        /** For those who wait for it, as in {@code the picture "a cat" of job 12ab, step 5 of 12}. */
        String words();

        /** Whether it is not to be offered the plugins of a bundle, where it asks for all of a hook. */
        default boolean isWithout(String bundle) {
            return false;
        }
    }

    /**
     * Takes a plugin into use: until the lease is closed its bundle is neither stopped nor updated.
     * Waits while the plugin is being updated.
     *
     * @throws Problem as {@link #find} does
     */
    <H> Lease<H> lease(Class<H> hook, String name, User user);

    /** {@link #lease(Class, String, User)} for somebody without a name. */
    default <H> Lease<H> lease(Class<H> hook, String name) {
        return lease(hook, name, new Anonymous());
    }

    /**
     * Every running plugin of a hook, in use until the leases are closed; best ranking first. Waits
     * for those that are being updated.
     */
    <H> List<Lease<H>> leaseAll(Class<H> hook, User user);

    /** {@link #leaseAll(Class, User)} for somebody without a name. */
    default <H> List<Lease<H>> leaseAll(Class<H> hook) {
        return leaseAll(hook, new Anonymous());
    }

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
     * Calls somebody with each plugin that leaves, as its leases gave it, while it can still be used: whoever keeps something that was made with
     * it must close that now.
     *
     * @return to be run when the listener is to hear no more
     */
    Runnable onLeave(Consumer<Object> listener);

    /**
     * Closes the plugins of some bundles to new users. Who uses one of them still gets the others,
     * since the drain waits for it anyway.
     *
     * @param bundles by their ids, whether the plugins come back at once, as in an update: then new
     *     users wait for them, else they are told that the plugin is switched off
     * @return to be closed when the bundles have been changed
     */
    Drain drain(Map<Long, Boolean> bundles);

    /** Bundles on their way to be used by nobody; closing it lets users in again. */
    interface Drain extends AutoCloseable {

        /**
         * Waits until nobody uses them.
         *
         * @throws java.util.concurrent.CancellationException if the drain is closed before
         */
        void await() throws InterruptedException;

        /** Who still uses plugins of a bundle, in words. */
        List<String> users(long bundle);

        @Override
        void close();
    }

    /** Somebody who does not say who it is. */
    final class Anonymous implements User {

        @Override
        public String words() {
            return "somebody";
        }
    }
}
