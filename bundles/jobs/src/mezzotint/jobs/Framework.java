package mezzotint.jobs;

import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework's comings and goings: jobs of an earlier start need plugins that start after the queue, and go before it. */
class Framework {

    private static final long POLL_MILLIS = 20;

    private final Bundle system;

    Framework(BundleContext context) {
        this.system = context == null ? null : context.getBundle(0);
    }

    /** Waits until the plugins had their turn to start: they have the level that bundles get when no other is set for them. */
    void await(BooleanSupplier ending) throws InterruptedException {
        while (!started() && !ending.getAsBoolean()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean started() {
        if (system == null) {
            return true;
        }
        FrameworkStartLevel level = system.adapt(FrameworkStartLevel.class);
        return level.getStartLevel() > level.getInitialBundleStartLevel();
    }

    /** Whether everything is being stopped. */
    boolean ending() {
        return system != null && system.getState() == Bundle.STOPPING;
    }
}
