package mezzotint.studio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The queue. What it has accepted it does not lose. */
@ProviderType
public interface Jobs {

    /** What the queue does: work, wait, or work off what waits and take nothing more. */
    enum Flow { OPEN, PAUSED, DRAINING }

    /** {@link #submit(List)} of one order of the local user. */
    default Job submit(Request request, Duration limit) {
        return submit(List.of(Order.of(request, limit))).get(0);
    }

    /**
     * Accepts all of the orders or none; they are on the disk when this returns. The same key and body again give the jobs of
     * the first time.
     *
     * @throws mezzotint.plugin.Problem of kind {@code BUSY} if too many jobs wait or the queue is drained; of kind {@code CONFLICT}
     *     if the key was used for something else; of kind {@code INVALID} if a job to wait for is unknown; of kind {@code INTERNAL}
     *     if the disk is full
     */
    List<Job> submit(List<Order> orders);

    Optional<Job> find(String id);

    /** The job that runs and those that wait, in their order, then those that ended, newest first. */
    List<Job> list();

    /** Cancels those of the jobs that have not ended. */
    void cancel(Collection<String> ids);

    /** Takes those of the jobs that have ended, and that none waits for, out of the list; their pictures' files stay. */
    void forget(Collection<String> ids);

    /**
     * Moves a job that waits.
     *
     * @param priority from -100 to 100
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is out of that range; of kind {@code MISSING} if there is no such job; of kind
     *     {@code CONFLICT} if it does not wait any more
     */
    void prioritize(String id, int priority);

    Flow flow();

    /**
     * What keeps the journal or the pictures from being written, as a sentence; the queue tries again by itself, and goes on when it can.
     * Empty if nothing does. A change of it is told by an event of the topic {@code mezzotint/queue}.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Survives a restart. A picture that is being made is finished in any case. */
    void flow(Flow flow);

    /**
     * Calls the listener at each change of any job, on the thread that works; it must not wait.
     *
     * @return closes to end it
     */
    AutoCloseable listen(Consumer<Job> listener);
}
