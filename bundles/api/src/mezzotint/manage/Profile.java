package mezzotint.manage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A set of plugin bundles: which versions, which of them run, and how they are set.
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
     * @param settings of its plugins; empty if the profile says nothing of them, so that they stay as they are
     */
    public record Member(String name, String version, String sha256, Origin origin, boolean wanted, boolean on, Optional<PluginSettings> settings) {

        /** A member of whose settings nothing is said. */
        public Member(String name, String version, String sha256, Origin origin, boolean wanted, boolean on) {
            this(name, version, sha256, origin, wanted, on, Optional.empty());
        }

        /** The same without a word of its settings. */
        public Member withoutSettings() {
            return new Member(name, version, sha256, origin, wanted, on);
        }
    }

    /** How one bundle is different. */
    public enum Kind { ADDED, REMOVED, VERSION, CONTENT, SWITCHED_ON, SWITCHED_OFF, SETTING }

    /**
     * A difference in one bundle.
     *
     * @param before its version; empty if it is added; the value of a setting in words, empty if it has its default
     * @param after its version; empty if it is removed; the value of a setting as before
     * @param setting its name; empty if the difference is another one
     */
    public record Difference(Kind kind, String name, String before, String after, String setting) {

        public Difference(Kind kind, String name, String before, String after) {
            this(kind, name, before, after, "");
        }

        static Difference setting(String bundle, String setting, String before, String after) {
            return new Difference(Kind.SETTING, bundle, before, after, setting);
        }

        /** The difference in a sentence. */
        public String words() {
            return switch (kind) {
                case ADDED -> name + " " + after + " is added";
                case REMOVED -> name + " " + before + " is removed";
                case VERSION -> name + " has version " + after + " instead of " + before;
                case CONTENT -> name + " " + after + " has another content of the same version";
                case SWITCHED_ON -> name + " is switched on";
                case SWITCHED_OFF -> name + " is switched off";
                case SETTING -> name + ": " + setting + " is " + value(after) + " instead of " + value(before);
            };
        }

        private static String value(String words) {
            return words.isEmpty() ? "its default" : words;
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
        if (before.settings().isPresent() && after.settings().isPresent()) {
            all.addAll(before.settings().get().differences(before.name(), after.settings().get()));
        }
        return all;
    }

    private Map<String, Member> members() {
        return plugins.stream().collect(Collectors.toMap(Member::name, Function.identity(), (a, b) -> b, TreeMap::new));
    }
}
