package mezzotint.core;

import java.time.Instant;
import java.util.Set;
import mezzotint.backend.Backend;
import mezzotint.fault.Fault;
import mezzotint.model.Adapter;
import mezzotint.model.Architecture;
import mezzotint.model.CheckpointFormat;

/**
 * A plugin as it is named when something goes wrong in its code.
 *
 * @param hook in words, as in {@code step hook}
 */
record Suspect(String hook, String id, String label, String bundle, String version) {

    private static final Set<String> READERS = Set.of(Slot.word(CheckpointFormat.class), Slot.word(Architecture.class), Slot.word(Adapter.class));
    private static final String ENGINE = Slot.word(Backend.class);

    static Suspect of(Fault fault) {
        return new Suspect(fault.hook(), fault.plugin(), fault.label(), fault.bundle(), fault.version());
    }

    /** Whether all that it does is to read files of users, which may hold anything. */
    boolean isReader() {
        return READERS.contains(hook);
    }

    boolean isEngine() {
        return hook.equals(ENGINE);
    }

    Fault fault(Fault.Kind kind, String did) {
        return new Fault(Instant.now(), bundle, version, hook, id, label, kind, did);
    }

    /** As times are listed: {@code sampler euler}. */
    String key() {
        return hook + " " + id;
    }
}
