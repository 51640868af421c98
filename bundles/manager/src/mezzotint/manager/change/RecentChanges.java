package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.manage.Change;
import mezzotint.manage.Wish;

/** The changes that wait or are being made, and the last ones that ended. */
public final class RecentChanges {

    /** As many changes are remembered, those that have not ended in any case. */
    private static final int REMEMBERED = 100;

    private final Map<String, QueuedChange> all = new LinkedHashMap<>();

    public synchronized void add(QueuedChange queued) {
        all.put(queued.id(), queued);
        all.values().removeIf(o -> all.size() > REMEMBERED && o.ended());
    }

    /** Newest first. */
    public synchronized List<Change> list() {
        var changes = new ArrayList<Change>(all.values());
        Collections.reverse(changes);
        return changes;
    }

    public synchronized Optional<Change> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Whether a wish that nobody may cancel is on its way. */
    public synchronized boolean isForced(Wish wish) {
        return all.values().stream().anyMatch(o -> o.isForced() && !o.ended() && o.draft().wish().equals(wish));
    }

    /** Ends those that have not begun. */
    public void abandon() {
        List<QueuedChange> now;
        synchronized (this) {
            now = List.copyOf(all.values());
        }
        now.forEach(QueuedChange::abandon);
    }
}
