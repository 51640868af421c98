package mezzotint.manager.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import mezzotint.manage.Change;
import mezzotint.manage.Wish;
import mezzotint.manager.plan.Draft;
import mezzotint.manager.plan.TrustSnapshot;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries changes out one after another, on a thread of its own: each waits for the pictures that are being made with what it touches. */
public final class ChangeQueue implements AutoCloseable {

    /** Tells whether a plan still holds, and plans anew if it does not. */
    public interface Planning {

        TrustSnapshot snapshot();

        /** @throws Problem if the wish cannot be met */
        Draft draft(Wish wish, String by);
    }

    private final Logger logger = LoggerFactory.getLogger(ChangeQueue.class);
    private final BundleContext context;
    private final Plugins plugins;
    private final Planning planning;
    private final Transaction transaction;
    private final ChangeExecutor executor;
    private final AuditNotes notes;
    private final Consumer<QueuedChange> ended;
    private final RecentChanges changes = new RecentChanges();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint changes");
        thread.setDaemon(true);
        return thread;
    });

    /** @param ended is called on the thread of the queue after each change, whatever became of it */
    public ChangeQueue(BundleContext context, Plugins plugins, Planning planning, Transaction transaction, ChangeExecutor executor, AuditNotes notes,
            Consumer<QueuedChange> ended) {
        this.context = context;
        this.plugins = plugins;
        this.planning = planning;
        this.transaction = transaction;
        this.executor = executor;
        this.notes = notes;
        this.ended = ended;
    }

    /** Interrupts the change that is being made, and cancels those that wait. */
    @Override
    public void close() {
        // Who waits for something between two changes would wait for ever.
        worker.shutdownNow().forEach(waiting -> {
            if (waiting instanceof Future<?> future) {
                future.cancel(false);
            }
        });
        changes.abandon();
    }

    /**
     * Calls a listener at each step of each change, on the thread that takes it.
     *
     * @return ends that
     */
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Change change) {
        listeners.forEach(l -> l.accept(change));
    }

    /** Newest first. */
    public List<Change> list() {
        return changes.list();
    }

    public Optional<Change> find(String id) {
        return changes.find(id);
    }

    /** Whether a wish that nobody may cancel is on its way. */
    public boolean isForced(Wish wish) {
        return changes.isForced(wish);
    }

    /**
     * Puts a change at the end of the queue.
     *
     * @param agreed whether a person agreed to the plan
     * @param forced whether nobody may cancel it
     * @throws Problem of kind {@code CONFLICT} if the queue is closed
     */
    public Change add(Draft draft, boolean agreed, boolean forced) {
        var queued = new QueuedChange(draft, context, this::tell, forced);
        changes.add(queued);
        tell(queued);
        try {
            worker.execute(() -> carryOut(queued, agreed));
        } catch (RejectedExecutionException e) {
            queued.ends(Change.State.CANCELLED, null);
            throw new Problem(Problem.Kind.CONFLICT, "the manager is being stopped", "try again in a moment", e);
        }
        return queued;
    }

    /**
     * Does something between two changes, and waits for it.
     *
     * @throws ExecutionException if it fails
     * @throws RejectedExecutionException if the queue is closed
     */
    public <T> T between(Callable<T> work) throws InterruptedException, ExecutionException {
        return worker.submit(work).get();
    }

    private void carryOut(QueuedChange queued, boolean agreed) {
        if (queued.ended()) {
            return;
        }
        try {
            do {
                queued.replan(queued.draft().snapshot().equals(planning.snapshot()) ? queued.draft() : again(queued.draft(), agreed));
            } while (!make(queued));
            notes.done(queued.draft());
            queued.ends(Change.State.DONE, null);
        } catch (CancellationException e) {
            queued.ends(Change.State.CANCELLED, null);
        } catch (Problem e) {
            notes.failed(queued.draft(), e);
            queued.ends(Change.State.FAILED, e);
        } catch (InterruptedException e) {
            queued.ends(Change.State.CANCELLED, null);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // whoever waits for it must not wait for ever
            logger.warn("a change failed", e);
            queued.ends(Change.State.FAILED, new Problem(Problem.Kind.INTERNAL, "the manager failed: " + e, "see the log", e));
        } finally {
            ended.accept(queued);
        }
    }

    /** Plans again after other changes, since what a person agreed to may have another meaning now. */
    private Draft again(Draft old, boolean agreed) {
        Draft now = planning.draft(old.wish(), old.by());
        if (now.plan().consent() && !(agreed && old.delicate().containsAll(now.delicate()))) {
            throw new Problem(Problem.Kind.CONFLICT, "the plugins have changed, and what is wanted now needs another consent: " + String.join(" ", now.plan().words()),
                    "plan it again");
        }
        return now;
    }

    /** @return false if something changed while it waited, so that it must be planned anew */
    private boolean make(QueuedChange queued) throws InterruptedException {
        Draft draft = queued.draft();
        Map<Long, Boolean> touched = draft.plan().restart() ? Map.of() : transaction.touched(draft.targets());
        try (Plugins.Drain drain = plugins.drain(touched)) {
            if (!queued.awaits(drain, List.copyOf(touched.keySet()))) {
                throw new CancellationException();
            }
            drain.await();
            if (!draft.snapshot().equals(planning.snapshot())) {
                return false;
            }
            if (!queued.runs()) {
                throw new CancellationException();
            }
            executor.make(queued.id(), draft);
            return true;
        }
    }
}
