package mezzotint.studio;

/** Follows a request while it is met. */
@FunctionalInterface
public interface Watcher {

    /** @throws java.util.concurrent.CancellationException to end it here; callers let it pass */
    void progress(Progress progress);

    /** Id of the job that the request belongs to; empty if it is none. */
    default String job() {
        return "";
    }
}
