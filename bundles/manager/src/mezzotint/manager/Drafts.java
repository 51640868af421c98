package mezzotint.manager;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;

/** Plans that wait to be carried out. They hold their jars, so they are not kept for ever. */
final class Drafts {

    static final Duration LIFE = Duration.ofHours(1);
    private static final int ROOM = 32;
    /** Dismissed plans that are remembered. */
    private static final int MEMORY = 1000;

    private record Kept(Draft draft, Instant since) {}

    private final InstantSource clock;
    private final Map<String, Kept> drafts = new LinkedHashMap<>();
    private final Deque<String> dismissed = new ArrayDeque<>();

    Drafts(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Draft add(Draft draft) {
        expire();
        if (drafts.size() >= ROOM) {
            drafts.remove(drafts.keySet().iterator().next());
        }
        drafts.put(draft.plan().id(), new Kept(draft, clock.instant()));
        return draft;
    }

    private void expire() {
        Instant old = clock.instant().minus(LIFE);
        drafts.values().removeIf(k -> k.since().isBefore(old));
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    synchronized Draft find(String plan) {
        expire();
        Kept kept = drafts.get(plan);
        if (kept == null) {
            throw new Problem(Problem.Kind.MISSING, "there is no plan " + plan + ", or no longer", "plan it again");
        }
        return kept.draft();
    }

    synchronized Draft take(String plan) {
        Draft draft = find(plan);
        drafts.remove(plan);
        return draft;
    }

    /** Takes a plan since nobody wants it. */
    synchronized Draft dismiss(String plan) {
        Draft draft = take(plan);
        dismissed.addLast(plan);
        if (dismissed.size() > MEMORY) {
            dismissed.removeFirst();
        }
        return draft;
    }

    synchronized boolean isDismissed(String plan) {
        return dismissed.contains(plan);
    }

    synchronized List<Draft> list() {
        expire();
        return drafts.values().stream().map(Kept::draft).toList();
    }
}
