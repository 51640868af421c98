package mezzotint.manager.installed;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.libs.signing.Digests;
import org.osgi.framework.Bundle;

/** The sha-256 of the jars that are installed. */
public final class Fingerprints {

    private record Key(String location, long modified) {}

    private final Ledger ledger;
    private final SafeModeOverrides overrides;
    /** Of the distribution's jars, which are read once. */
    private final Map<Key, String> known = new ConcurrentHashMap<>();

    public Fingerprints(Ledger ledger, SafeModeOverrides overrides) {
        this.ledger = ledger;
        this.overrides = overrides;
    }

    /** Of the jar that is there now, in lower case hexadecimal; empty if it cannot be read. */
    public String of(Bundle bundle) {
        return of(bundle, overrides.entry(bundle.getSymbolicName()));
    }

    /** Of the jar that users chose: in safe mode another may be there. */
    public String chosen(Bundle bundle) {
        return of(bundle, ledger.find(bundle.getSymbolicName()));
    }

    private String of(Bundle bundle, Optional<Ledger.Entry> entry) {
        return entry.map(Ledger.Entry::sha256)
                .orElseGet(() -> known.computeIfAbsent(new Key(bundle.getLocation(), bundle.getLastModified()), Fingerprints::read));
    }

    private static String read(Key key) {
        try {
            return JarPlacement.isShipped(key.location()) ? Digests.sha256(JarPlacement.read(key.location())) : "";
        } catch (UncheckedIOException e) {
            return "";
        }
    }
}
