package mezzotint.manage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A set of plugin bundles: which versions, and which of them run.
 *
 * @param about what it is, in words; may be empty
 * @param by who saved it
 * @param whole whether there is nothing besides; else what it does not name stays as it is
 * @param plugins by name
 */
public record Profile(String name, String about, Instant saved, String by, boolean whole, List<Member> plugins) {

    /**
     * A bundle of it.
     *
     * @param sha256 of its jar, in lower case hexadecimal
     * @param wanted whether a user wants it; else it came with what needs it
     */
    public record Member(String name, String version, String sha256, Origin origin, boolean wanted, boolean on) {}

    /** How one bundle is different. */
    public enum Kind { ADDED, REMOVED, VERSION, CONTENT, SWITCHED_ON, SWITCHED_OFF }

    /**
     * A difference in one bundle.
     *
     * @param before its version; empty if it is added
     * @param after its version; empty if it is removed
     */
    public record Difference(Kind kind, String name, String before, String after) {

        /** The difference in a sentence. */
        public String words() {
            return switch (kind) {
                case ADDED -> name + " " + after + " is added";
                case REMOVED -> name + " " + before + " is removed";
                case VERSION -> name + " has version " + after + " instead of " + before;
                case CONTENT -> name + " " + after + " has another content of the same version";
                case SWITCHED_ON -> name + " is switched on";
                case SWITCHED_OFF -> name + " is switched off";
            };
        }
    }

    public Profile {
        plugins = List.copyOf(plugins);
    }

    /** What would be different with the other profile, by the names of the bundles; what a profile that is not whole does not name is not. */
    public List<Difference> differences(Profile other) {
        Map<String, Member> here = members();
        Map<String, Member> there = other.members();
        var names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        var all = new ArrayList<Difference>();
        for (String name : names) {
            Member before = here.get(name);
            Member after = there.get(name);
            if (before == null && whole) {
                all.add(new Difference(Kind.ADDED, name, "", after.version()));
            } else if (after == null && other.whole) {
                all.add(new Difference(Kind.REMOVED, name, before.version(), ""));
            } else if (before != null && after != null) {
                all.addAll(differences(before, after));
            }
        }
        return all;
    }

    private static List<Difference> differences(Member before, Member after) {
        var all = new ArrayList<Difference>();
        if (!before.version().equals(after.version())) {
            all.add(new Difference(Kind.VERSION, before.name(), before.version(), after.version()));
        } else if (!before.sha256().equals(after.sha256())) {
            all.add(new Difference(Kind.CONTENT, before.name(), before.version(), after.version()));
        }
        if (before.on() != after.on()) {
            all.add(new Difference(after.on() ? Kind.SWITCHED_ON : Kind.SWITCHED_OFF, before.name(), before.version(), after.version()));
        }
        return all;
    }

    private Map<String, Member> members() {
        return plugins.stream().collect(Collectors.toMap(Member::name, Function.identity(), (a, b) -> b, TreeMap::new));
    }
}
