package mezzotint.manager.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import mezzotint.manage.Change;
import mezzotint.manage.Plan;
import mezzotint.manager.plan.Draft;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/** A change that is queued, waits for pictures, is being made, or has ended. */
public final class QueuedChange implements Change {

    private final String id = UUID.randomUUID().toString();
    private final Instant asked = Instant.now();
    private final CompletableFuture<Change> end = new CompletableFuture<>();
    private final Consumer<Change> listener;
    private final BundleContext context;
    private final boolean forced;
    private Draft draft;
    private State state = State.QUEUED;
    private Problem problem;
    private Plugins.Drain drain;
    private List<Long> drained = List.of();

    /** @param forced whether nobody may cancel it */
    public QueuedChange(Draft draft, BundleContext context, Consumer<Change> listener, boolean forced) {
        this.draft = draft;
        this.forced = forced;
        this.context = context;
        this.listener = listener;
    }

    public synchronized Draft draft() {
        return draft;
    }

    /** The draft that counts, now that its turn has come. */
    public synchronized void replan(Draft now) {
        draft = now;
    }

    /** @return whether it is still wanted */
    public boolean awaits(Plugins.Drain open, List<Long> bundles) {
        synchronized (this) {
            if (state != State.QUEUED && state != State.WAITING) {
                return false;
            }
            drain = open;
            drained = bundles;
            state = State.WAITING;
        }
        listener.accept(this);
        return true;
    }

    /** @return whether it is still wanted; it cannot be cancelled from now on */
    public boolean runs() {
        synchronized (this) {
            if (state != State.WAITING) {
                return false;
            }
            state = State.RUNNING;
        }
        listener.accept(this);
        return true;
    }

    public void ends(State how, Problem why) {
        synchronized (this) {
            if (ended()) {
                return;
            }
            state = how;
            problem = why;
            drain = null;
        }
        try {
            listener.accept(this);
        } catch (RuntimeException e) { // it is over, whoever hears of it
            LoggerFactory.getLogger(QueuedChange.class).warn("the end of a change could not be told: {}", e.getMessage());
        }
        end.complete(this);
    }

    public synchronized boolean ended() {
        return state == State.DONE || state == State.FAILED || state == State.CANCELLED;
    }

    public boolean isForced() {
        return forced;
    }

    @Override
    public boolean cancel() {
        return !forced && abandon();
    }

    /** Cancels it if it has not begun, even if it is forced. */
    boolean abandon() {
        Plugins.Drain open;
        synchronized (this) {
            if (state != State.QUEUED && state != State.WAITING) {
                return false;
            }
            open = drain;
        }
        ends(State.CANCELLED, null);
        if (open != null) {
            open.close();
        }
        return true;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Plan plan() {
        return draft().plan();
    }

    @Override
    public String by() {
        return draft().by();
    }

    @Override
    public Instant asked() {
        return asked;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public List<Wait> waitsFor() {
        Plugins.Drain open;
        List<Long> bundles;
        synchronized (this) {
            open = state == State.WAITING ? drain : null;
            bundles = drained;
        }
        return open == null ? List.of() : bundles.stream().map(b -> wait(open, b)).filter(w -> !w.users().isEmpty()).toList();
    }

    private Wait wait(Plugins.Drain open, long id) {
        Bundle bundle = context.getBundle(id);
        return new Wait(bundle == null ? "" : bundle.getSymbolicName(), open.users(id));
    }

    @Override
    public synchronized Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public CompletionStage<Change> end() {
        return end.minimalCompletionStage();
    }
}
