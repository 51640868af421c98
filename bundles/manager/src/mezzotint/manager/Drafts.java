package mezzotint.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;

/** Plans that wait to be carried out. They hold their jars, so they are not kept for ever. */
final class Drafts {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int ROOM = 32;

    private record Kept(Draft draft, Instant since) {}

    private final Map<String, Kept> drafts = new LinkedHashMap<>();

    synchronized Draft add(Draft draft) {
        Instant old = Instant.now().minus(LIFE);
        drafts.values().removeIf(k -> k.since().isBefore(old));
        if (drafts.size() >= ROOM) {
            drafts.remove(drafts.keySet().iterator().next());
        }
        drafts.put(draft.plan().id(), new Kept(draft, Instant.now()));
        return draft;
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    synchronized Draft find(String plan) {
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

    synchronized List<Draft> list() {
        return new ArrayList<>(drafts.values()).stream().map(Kept::draft).toList();
    }
}
