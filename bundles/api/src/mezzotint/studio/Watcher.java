package mezzotint.studio;

import java.util.Map;

/** Follows a request while it is met. */
@FunctionalInterface
public interface Watcher {

    /** @throws java.util.concurrent.CancellationException to end it here; callers let it pass */
    void progress(Progress progress);

    /** Whether the walk is to end after the step that it is in, with the picture as far as it is. */
    default boolean endsNow() {
        return false;
    }

    /** Id of the job that the request belongs to; empty if it is none. */
    default String job() {
        return "";
    }

    /** Who handed the request in: faults that one person alone meets are no reason to take a plugin from others. */
    default String owner() {
        return Order.LOCAL_USER;
    }

    /** Something the user should know of how the request was met, as a sentence. */
    default void note(String sentence) {}

    /**
     * Called at the end.
     *
     * @param seconds that went by in the code of each plugin, by its hook and id as in {@code sampler euler}
     */
    default void spent(Map<String, Double> seconds) {}
}
