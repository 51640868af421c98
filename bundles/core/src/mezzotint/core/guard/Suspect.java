package mezzotint.core.guard;

import java.time.Instant;
import java.util.Locale;
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
public record Suspect(String hook, String id, String label, String bundle, String version) {

    private static final Set<String> READERS = Set.of(hookWords(CheckpointFormat.class), hookWords(Architecture.class), hookWords(Adapter.class));
    private static final String ENGINE = hookWords(Backend.class);

    public static Suspect of(Fault fault) {
        return new Suspect(fault.hook(), fault.plugin(), fault.label(), fault.bundle(), fault.version());
    }

    /** A bundle as a whole, which may have no plugin yet. */
    static Suspect bundle(String name, String version) {
        return new Suspect("bundle", name, name, name, version);
    }

    /** Whether all that it does is to read files of users, which may hold anything. */
    boolean isReader() {
        return READERS.contains(hook);
    }

    public boolean isEngine() {
        return hook.equals(ENGINE);
    }

    public Fault fault(Fault.Kind kind, String did) {
        return new Fault(Instant.now(), bundle, version, hook, id, label, kind, did);
    }

    /** As times are listed: {@code sampler euler}. */
    public String key() {
        return hook + " " + id;
    }

    /** A hook in words: {@code NoiseSource} is a noise source. */
    public static String hookWords(Class<?> hook) {
        return hookWords(hook.getSimpleName());
    }

    /** @param type simple name of the hook's interface */
    public static String hookWords(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
