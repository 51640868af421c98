package mezzotint.fault;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The book of what plugins did wrong since the start, and of those that are in quarantine. */
@ProviderType
public interface Faults {

    /**
     * What is known of one bundle.
     *
     * @param faults newest first
     * @param times of each of its plugins that was used
     */
    record Record(Optional<Quarantine> quarantine, List<Fault> faults, List<HookTime> times) {

        public Record {
            faults = List.copyOf(faults);
            times = List.copyOf(times);
        }
    }

    /** Newest first; the oldest are forgotten after some hundreds. */
    List<Fault> list();

    List<Quarantine> quarantined();

    /** What would be in quarantine, but that pictures or other people need it: the reason says which. */
    default List<Quarantine> spared() {
        return List.of();
    }

    List<HookTime> times();

    /** Threads that were left behind in code that did not end, and are still in it; the oldest first. */
    default List<LeftThread> leftThreads() {
        return List.of();
    }

    /** @param bundle symbolic name */
    Record of(String bundle);

    /**
     * Offers the plugins of a bundle again, and starts it if it is switched on.
     *
     * @param by who asked for it
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if it is not in quarantine
     */
    void release(String bundle, String by);
}
