package mezzotint.jobs;

import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The framework's comings and goings: jobs of an earlier start need plugins that start after the queue, and go before it. */
class Framework {

    private static final long POLL_MILLIS = 20;

    /** The launcher's service that says so. */
    private static final String STARTED = "(mezzotint.role=started)";

    private final BundleContext context;

    Framework(BundleContext context) {
        this.context = context;
    }

    /** Waits until every plugin had its turn to start. */
    void await(BooleanSupplier ending) throws InterruptedException {
        while (!started() && !ending.getAsBoolean()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean started() {
        try {
            return context == null || context.getAllServiceReferences(null, STARTED) != null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether everything is being stopped. */
    boolean ending() {
        return context != null && context.getBundle(0).getState() == Bundle.STOPPING;
    }
}
