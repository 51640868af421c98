package mezzotint.manager;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts bundles on threads that can be left alone: Java cannot stop an activator that does not end. */
final class Starter {

    private static final long LIMIT_SECONDS = 10;

    private final Set<Long> stuck = ConcurrentHashMap.newKeySet();

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

    /** Whether a bundle hangs in its start, so that the framework cannot do anything with it. */
    boolean isStuck(Bundle bundle) {
        return stuck.contains(bundle.getBundleId());
    }
}
