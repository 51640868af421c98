package mezzotint.studio;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The queue. */
@ProviderType
public interface Jobs {

    /**
     * @param limit time after its start at which the job is given up, with a Problem of kind {@code TIMEOUT}
     * @throws mezzotint.plugin.Problem of kind {@code BUSY} if the queue is full
     */
    Job submit(Request request, Duration limit);

    Optional<Job> find(String id);

    /** The jobs that wait and run, then those that ended, newest first. */
    List<Job> list();

    /** A picture of a job that ended. */
    Optional<Job.Result> picture(String id);

    /**
     * Calls the listener at each change of any job, on the thread that works; it must not wait.
     *
     * @return closes to end it
     */
    AutoCloseable listen(Consumer<Job> listener);
}
