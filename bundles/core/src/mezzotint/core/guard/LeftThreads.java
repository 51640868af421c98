package mezzotint.core.guard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.fault.LeftThread;

/** The threads that were left behind and have not ended yet. */
final class LeftThreads {

    private final Map<CompletableFuture<?>, LeftThread> all = new ConcurrentHashMap<>();

    /**
     * @param who whose code the thread is in; empty for core's own
     * @param work completes when the thread has come back
     */
    void add(Optional<Suspect> who, CompletableFuture<?> work) {
        all.put(work, who.map(w -> new LeftThread(w.hook().replace(" ", ""), w.id(), w.bundle(), Instant.now()))
                .orElseGet(() -> new LeftThread("", "", "mezzotint.core", Instant.now())));
        work.whenComplete((value, thrown) -> all.remove(work));
    }

    /** The oldest first. */
    List<LeftThread> list() {
        return all.values().stream().sorted(Comparator.comparing(LeftThread::since)).toList();
    }
}
