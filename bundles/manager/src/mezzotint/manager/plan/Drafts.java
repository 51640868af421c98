package mezzotint.manager.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;

/** Plans that wait to be carried out, each for an hour, since it holds its jars in memory. */
public final class Drafts {

    public static final Duration LIFETIME = Duration.ofHours(1);
    private static final int CAPACITY = 32;
    /** Dismissed plans that are remembered. */
    private static final int REMEMBERED = 1000;

    private record Kept(Draft draft, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Kept> drafts = new LinkedHashMap<>();
    private final Deque<String> dismissed = new ArrayDeque<>();

    public Drafts(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized Draft add(Draft draft) {
        expire();
        if (drafts.size() >= CAPACITY) {
            drafts.remove(drafts.keySet().iterator().next());
        }
        drafts.put(draft.plan().id(), new Kept(draft, clock.instant()));
        return draft;
    }

    private void expire() {
        Instant old = clock.instant().minus(LIFETIME);
        drafts.values().removeIf(k -> k.since().isBefore(old));
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    public synchronized Draft find(String plan) {
        expire();
        Kept kept = drafts.get(plan);
        if (kept == null) {
            throw new Problem(Problem.Kind.MISSING, "there is no plan " + plan + ", or no longer", "plan it again");
        }
        return kept.draft();
    }

    public synchronized Draft take(String plan) {
        Draft draft = find(plan);
        drafts.remove(plan);
        return draft;
    }

    /** Forgets a plan that a user decided against. */
    public synchronized Draft dismiss(String plan) {
        Draft draft = take(plan);
        dismissed.addLast(plan);
        if (dismissed.size() > REMEMBERED) {
            dismissed.removeFirst();
        }
        return draft;
    }

    public synchronized boolean isDismissed(String plan) {
        return dismissed.contains(plan);
    }

    public synchronized List<Draft> list() {
        expire();
        return drafts.values().stream().map(Kept::draft).toList();
    }
}
