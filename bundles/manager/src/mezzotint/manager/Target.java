package mezzotint.manager;

import java.util.Optional;

/**
 * What a bundle is to be like when a change is over.
 *
 * @param present whether it is there at all
 * @param jar sha-256 of its jar in the store, or the {@code reference:} of a file of the distribution;
 *     null to leave the jar as it is
 * @param on whether it is to run
 * @param entry what the ledger says of it, or null for nothing
 */
record Target(String name, boolean present, String jar, boolean on, Ledger.Entry entry) {

    static Target absent(String name) {
        return new Target(name, false, null, false, null);
    }

    boolean changesJar() {
        return !present || jar != null;
    }

    Optional<Ledger.Entry> ledger() {
        return Optional.ofNullable(entry);
    }
}
