package mezzotint.libs.web;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The end of the plugins' start, which goes on for a while after the port is open: a request that names plugins must wait for it. */
public final class PluginsStarted implements AutoCloseable {

    private static final String STARTED = "(mezzotint.role=started)";
    private static final long LIMIT_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ServiceTracker<Object, Object> tracker;

    /** @param context of the bundle that waits */
    public PluginsStarted(BundleContext context) {
        try {
            tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(STARTED), null) {
                /** The launcher registers one when every plugin had its turn. Nothing is started a second time, so it need not be kept. */
                @Override
                public Object addingService(ServiceReference<Object> end) {
                    over.countDown();
                    return null;
                }
            };
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        tracker.open(true); // its class is the launcher's own
    }

    @Override
    public void close() {
        tracker.close();
    }

    /**
     * Waits until every plugin had its turn to start.
     *
     * @throws Problem of kind {@code BUSY} if that takes too long
     */
    public void await() {
        try {
            if (!over.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(Problem.Kind.BUSY, "the workbench has been starting its plugins for more than " + LIMIT_SECONDS + " s", "try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
