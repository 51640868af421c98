package mezzotint.manage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a user wants of the plugins, all of it at once. A bundle is named by its symbolic name.
 *
 * @param parcels jars to install, or to update what has their name
 * @param sought bundles to install, update or downgrade from the repositories
 * @param exact bundles to have in certain bytes
 * @param on bundles to switch on
 * @param off bundles to switch off
 * @param removed bundles to remove
 * @param settings to be those of bundles, by name; of others they stay as they are
 */
public record Wish(List<Parcel> parcels, List<Sought> sought, List<Exact> exact, Set<String> on, Set<String> off, Set<String> removed,
        Map<String, PluginSettings> settings) {

    /** Nothing: to be added to. */
    public static final Wish NOTHING = new Wish(List.of(), List.of(), List.of(), Set.of(), Set.of(), Set.of());

    /**
     * A bundle in a repository.
     *
     * @param version exactly that one; empty for the newest that works here, which may be the one that is installed: a warning of the plan says why
     */
    public record Sought(String name, String version) {}

    /**
     * A bundle in certain bytes, from wherever they can be had: from what was installed here before, the distribution, or a repository. A
     * bundle of the distribution is what the distribution has in that version.
     *
     * @param sha256 in lower case hexadecimal
     * @param origin where they came from first
     * @param wanted whether a user wants it; else it goes with what needs it
     */
    public record Exact(String name, String version, String sha256, Origin origin, boolean wanted) {}

    public Wish {
        parcels = List.copyOf(parcels);
        sought = List.copyOf(sought);
        exact = List.copyOf(exact);
        on = Set.copyOf(on);
        off = Set.copyOf(off);
        removed = Set.copyOf(removed);
        settings = Map.copyOf(settings);
    }

    /** A wish that leaves all settings as they are. */
    public Wish(List<Parcel> parcels, List<Sought> sought, List<Exact> exact, Set<String> on, Set<String> off, Set<String> removed) {
        this(parcels, sought, exact, on, off, removed, Map.of());
    }

    /** The jar besides. */
    public Wish install(Parcel parcel) {
        return new Wish(with(parcels, parcel), sought, exact, on, off, removed, settings);
    }

    /** The bundle besides, from a repository. */
    public Wish install(String name, String version) {
        return new Wish(parcels, with(sought, new Sought(name, version)), exact, on, off, removed, settings);
    }

    /** The bundle besides, in these bytes. */
    public Wish install(Exact bundle) {
        return new Wish(parcels, sought, with(exact, bundle), on, off, removed, settings);
    }

    public Wish switchOn(String name) {
        return new Wish(parcels, sought, exact, with(on, name), off, removed, settings);
    }

    public Wish switchOff(String name) {
        return new Wish(parcels, sought, exact, on, with(off, name), removed, settings);
    }

    public Wish remove(String name) {
        return new Wish(parcels, sought, exact, on, off, with(removed, name), settings);
    }

    /** These settings of a bundle besides. */
    public Wish set(String name, PluginSettings wanted) {
        var all = new TreeMap<>(settings);
        all.put(name, wanted);
        return new Wish(parcels, sought, exact, on, off, removed, all);
    }

    private static <T> List<T> with(List<T> some, T one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    private static Set<String> with(Set<String> some, String one) {
        var all = new TreeSet<>(some);
        all.add(one);
        return all;
    }
}
