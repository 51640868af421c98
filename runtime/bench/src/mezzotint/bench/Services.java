package mezzotint.bench;

import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the workbench that the bench runs in. */
public record Services(BundleContext context) {

    private static final int PATIENCE_MILLIS = 10_000;

    /** Waits for a service until it is there; ten seconds at most. */
    public <T> T get(Class<T> type) {
        var tracker = new ServiceTracker<T, T>(context, type, null);
        tracker.open();
        try {
            return Objects.requireNonNull(tracker.waitForService(PATIENCE_MILLIS), type.getName());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
