package mezzotint.core;

import java.time.Instant;
import mezzotint.fault.Fault;

/**
 * A plugin as it is named when something goes wrong in its code.
 *
 * @param hook in words, as in {@code step hook}
 */
record Suspect(String hook, String id, String label, String bundle, String version) {

    Fault fault(Fault.Kind kind, String did) {
        return new Fault(Instant.now(), bundle, version, hook, id, label, kind, did);
    }

    /** As times are listed: {@code sampler euler}. */
    String key() {
        return hook + " " + id;
    }
}
