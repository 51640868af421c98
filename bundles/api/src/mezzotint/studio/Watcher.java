package mezzotint.studio;

/** Follows a request while it is met. */
@FunctionalInterface
public interface Watcher {

    /** @throws java.util.concurrent.CancellationException to end it here; callers let it pass */
    void progress(Progress progress);
}
