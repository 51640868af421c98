package mezzotint.manager.installed;

import java.util.Optional;
import mezzotint.manager.settings.Scope;

/**
 * What a bundle is to be like when a change is over.
 *
 * @param present whether it is there at all
 * @param jar sha-256 of its jar in the store, or the {@code reference:} of a file of the distribution;
 *     null to leave the jar as it is
 * @param on whether it is to run
 * @param entry what the ledger says of it, or null for nothing
 * @param scope what is to be set for its plugins, or null to leave the settings as they are
 */
public record Target(String name, boolean present, String jar, boolean on, Ledger.Entry entry, Scope scope) {

    public Target(String name, boolean present, String jar, boolean on, Ledger.Entry entry) {
        this(name, present, jar, on, entry, null);
    }

    public static Target absent(String name) {
        return new Target(name, false, null, false, null);
    }

    public Target with(Scope settings) {
        return new Target(name, present, jar, on, entry, settings);
    }

    /** The same, but it is not to run. */
    Target off() {
        return new Target(name, present, jar, false, entry, scope);
    }

    /** What comes of two that are put off: what this, the later one, does not speak of is still to be made. */
    public Target after(Target earlier) {
        if (!present || !earlier.present) {
            return this;
        }
        boolean sameJar = jar == null && earlier.jar != null;
        return new Target(name, true, sameJar ? earlier.jar : jar, on, sameJar ? earlier.entry : entry, scope == null ? earlier.scope : scope);
    }

    public Target keepingJar() {
        return new Target(name, present, null, on, entry, scope);
    }

    public boolean changesJar() {
        return !present || jar != null;
    }

    public Optional<Ledger.Entry> ledger() {
        return Optional.ofNullable(entry);
    }
}
