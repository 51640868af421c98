package mezzotint.manager;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.libs.signing.Digests;
import org.osgi.framework.Bundle;

/** The sha-256 of the jars that are installed. */
final class Fingerprints {

    private record Key(String location, long modified) {}

    private final Ledger ledger;
    /** Of the distribution's jars, which are read once. */
    private final Map<Key, String> known = new ConcurrentHashMap<>();

    Fingerprints(Ledger ledger) {
        this.ledger = ledger;
    }

    /** In lower case hexadecimal; empty if the jar cannot be read. */
    String of(Bundle bundle) {
        return ledger.find(bundle.getSymbolicName()).map(Ledger.Entry::sha256)
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
