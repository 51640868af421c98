package mezzotint.manager;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Starts bundles on threads that can be left alone: Java cannot stop an activator that does not end. */
final class Starter {

    private static final long LIMIT_SECONDS = 10;

    private static final long POLL_MILLIS = 50;

    private final Set<Long> stuck = ConcurrentHashMap.newKeySet();
    private final Predicate<String> quarantined;

    /** @param quarantined whether the bundle of a name is in quarantine, as one is that the workbench's start left behind */
    Starter(Predicate<String> quarantined) {
        this.quarantined = quarantined;
    }

    /** @throws BundleException if the bundle does not start, or not in time */
    void start(Bundle bundle) throws BundleException {
        var work = new FutureTask<Void>(() -> {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return null;
        });
        Thread thread = new Thread(work, "start of " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        try {
            work.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            stuck.add(bundle.getBundleId());
            throw new BundleException("it has not come out of its start after " + LIMIT_SECONDS + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException refused ? refused : new BundleException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException("the manager is being stopped");
        }
    }

    /** Whether a bundle hangs in its start, so that the framework can do nothing with it until the process ends. */
    boolean isStuck(Bundle bundle) {
        return bundle.getState() == Bundle.STARTING && (stuck.contains(bundle.getBundleId()) || quarantined.test(bundle.getSymbolicName()));
    }

    /**
     * Waits for a start that others began: whoever stops a bundle meanwhile waits as long as the start takes.
     *
     * @throws BundleException if it does not end in time
     */
    void awaitStart(Bundle bundle) throws BundleException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (bundle.getState() == Bundle.STARTING && bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) == null) {
            if (System.nanoTime() > end) {
                throw new BundleException(bundle.getSymbolicName() + " has not come out of its start after " + LIMIT_SECONDS + " s");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BundleException("the manager is being stopped");
            }
        }
    }
}
