package mezzotint.manager;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A change of a bundle that runs: nobody uses it or the bundles connected to it from the beginning
 * of the change to its end.
 */
final class Change implements AutoCloseable {

    private static final long REFRESH_SECONDS = 60;
    /** Bundles with native code in this process: a second class loader could not load it. */
    private static final String NATIVE = "mezzotint.native";

    /** What is done to the bundle. */
    interface Action {
        void run() throws BundleException;
    }

    private final BundleContext context;
    private final Bundle bundle;
    private final Deque<Plugins.Drain> drains = new ArrayDeque<>();

    private Change(BundleContext context, Bundle bundle) {
        this.context = context;
        this.bundle = bundle;
    }

    /**
     * Waits until nobody uses a bundle.
     *
     * @param returns whether its plugins come back at once
     */
    static Change begin(BundleContext context, Plugins plugins, Bundle bundle, boolean returns) {
        var change = new Change(context, bundle);
        try {
            for (Bundle each : change.touched()) {
                change.drains.push(plugins.drain(each.getBundleId(), returns || !each.equals(bundle)));
            }
            return change;
        } catch (InterruptedException e) {
            change.close();
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.BUSY, bundle.getSymbolicName() + " is in use", "try again when the pictures are done", e);
        }
    }

    /** The bundle and those that must be connected anew when it changes; itself alone if that has to wait for the next start. */
    private Collection<Bundle> touched() {
        Collection<Bundle> closure = closure(context, bundle);
        return refreshable(context, closure) ? closure : List.of(bundle);
    }

    static Collection<Bundle> closure(BundleContext context, Bundle bundle) {
        return wiring(context).getDependencyClosure(List.of(bundle));
    }

    private static boolean refreshable(BundleContext context, Collection<Bundle> closure) {
        return closure.stream().noneMatch(b -> b.equals(context.getBundle()) || b.getBundleId() == 0
                || !b.adapt(BundleRevision.class).getDeclaredCapabilities(NATIVE).isEmpty());
    }

    /**
     * Stops what is connected to the bundle, changes it, and starts again what ran. New classes are
     * used everywhere at once, unless native code or the manager itself hangs on them: then at the
     * next start.
     */
    void run(Action action) throws BundleException {
        Collection<Bundle> closure = closure(context, bundle);
        boolean refresh = refreshable(context, closure);
        Set<Bundle> running = new LinkedHashSet<>();
        for (Bundle each : refresh ? closure : List.of(bundle)) {
            if (runs(each)) {
                running.add(each);
            }
        }
        try {
            for (Bundle each : running) {
                each.stop(Bundle.STOP_TRANSIENT);
            }
            action.run();
            if (refresh) {
                refresh(closure);
            }
        } finally {
            for (Bundle each : running) {
                if (each.getState() != Bundle.UNINSTALLED && !each.equals(bundle)) {
                    each.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                }
            }
        }
        if (running.contains(bundle) && bundle.getState() != Bundle.UNINSTALLED) {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        }
    }

    private void refresh(Collection<Bundle> closure) {
        var done = new CountDownLatch(1);
        wiring(context).refreshBundles(closure, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean runs(Bundle bundle) {
        boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        return !fragment && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }

    private static FrameworkWiring wiring(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Lets users in again. */
    @Override
    public void close() {
        drains.forEach(Plugins.Drain::close);
    }
}
