package mezzotint.manager;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.libs.signing.Digests;
import org.osgi.framework.Bundle;

/** The sha-256 of the jars that are installed. */
final class Fingerprints {

    private record Key(String location, long modified) {}

    private final Ledger ledger;
    private final Aside aside;
    /** Of the distribution's jars, which are read once. */
    private final Map<Key, String> known = new ConcurrentHashMap<>();

    Fingerprints(Ledger ledger, Aside aside) {
        this.ledger = ledger;
        this.aside = aside;
    }

    /** Of the jar that is there now, in lower case hexadecimal; empty if it cannot be read. */
    String of(Bundle bundle) {
        return of(bundle, aside.entry(bundle.getSymbolicName(), ledger));
    }

    /** Of the jar that users chose: in safe mode another may be there. */
    String chosen(Bundle bundle) {
        return of(bundle, ledger.find(bundle.getSymbolicName()));
    }

    private String of(Bundle bundle, Optional<Ledger.Entry> entry) {
        return entry.map(Ledger.Entry::sha256)
                .orElseGet(() -> known.computeIfAbsent(new Key(bundle.getLocation(), bundle.getLastModified()), Fingerprints::read));
    }

    private static String read(Key key) {
        try {
            return Placing.isShipped(key.location()) ? Digests.sha256(Placing.read(key.location())) : "";
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
