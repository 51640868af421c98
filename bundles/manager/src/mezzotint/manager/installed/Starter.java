package mezzotint.manager.installed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, stops and replaces bundles on threads that can be left alone: Java cannot stop an activator that does not end. */
public final class Starter {

    /** Of the framework: seconds that a bundle may take to start or stop; the launcher keeps to it too. */
    public static final String LIMIT = "mezzotint.limits.bundle";
    private static final long LIMIT_SECONDS = 10;
    /** How long code may take to end after it was interrupted. */
    private static final long GRACE_MILLIS = 500;

    private static final long POLL_MILLIS = 50;

    /** What the framework does to a bundle. */
    public interface Work {

        void run() throws BundleException;
    }

    /** What a bundle does meanwhile, in words. */
    private enum Phase {
        START("does not start", "start"), STOP("does not stop", "stop"), CHANGE("cannot be replaced or removed", "change");

        private final String failure;
        private final String noun;

        Phase(String failure, String noun) {
            this.failure = failure;
            this.noun = noun;
        }
    }

    private final Logger logger = LoggerFactory.getLogger(Starter.class);
    /** Threads that did not come back, by the bundle that they are in. */
    private final Map<Long, Thread> left = new ConcurrentHashMap<>();
    private final long limit;
    private final Predicate<String> quarantined;
    private final Consumer<Map<String, String>> reports;

    /**
     * @param limit value of {@link #LIMIT}; may be null
     * @param quarantined whether the bundle of a name is in quarantine, as one is that the workbench's start left behind
     * @param reports is told who hangs, as the launcher tells it: {@code bundle}, {@code version}, {@code kind} and {@code did}
     */
    public Starter(String limit, Predicate<String> quarantined, Consumer<Map<String, String>> reports) {
        this.limit = limit != null && limit.matches("[1-9]\\d{0,4}") ? Long.parseLong(limit) : LIMIT_SECONDS;
        this.quarantined = quarantined;
        this.reports = reports;
    }

    /**
     * @param options of {@link Bundle#start(int)}; the activation policy counts in any case
     * @throws BundleException if the bundle does not start, or not in time
     */
    public void start(Bundle bundle, int options) throws BundleException {
        within(bundle, Phase.START, () -> bundle.start(options | Bundle.START_ACTIVATION_POLICY));
    }

    /**
     * Stops a bundle, whatever it throws meanwhile.
     *
     * @param options of {@link Bundle#stop(int)}
     * @throws BundleException if it does not come out of it in time
     */
    public void stop(Bundle bundle, int options) throws BundleException {
        try {
            within(bundle, Phase.STOP, () -> bundle.stop(options));
        } catch (BundleException e) {
            if (Inventory.runs(bundle) || bundle.getState() == Bundle.STOPPING) {
                throw e;
            }
            logger.warn("{}; it is stopped all the same", e.getMessage());
        }
    }

    /** @throws BundleException if a bundle that does not run cannot be replaced or removed, or not in time */
    public void change(Bundle bundle, Work work) throws BundleException {
        within(bundle, Phase.CHANGE, work);
    }

    private void within(Bundle bundle, Phase phase, Work work) throws BundleException {
        if (isStuck(bundle)) {
            throw failed(bundle, phase, "it " + hang(bundle), null);
        }
        var task = new FutureTask<Void>(() -> {
            work.run();
            return null;
        });
        Thread thread = new Thread(task, phase.noun + " of " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            leave(bundle, phase, thread);
            throw failed(bundle, phase, "it has not come out of its " + phase.noun + " after " + limit + " s", null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failed(bundle, phase, cause instanceof BundleException ? cause.getMessage() : cause.toString(), cause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static BundleException failed(Bundle bundle, Phase phase, String why, Throwable cause) {
        int type = cause instanceof BundleException refused ? refused.getType() : BundleException.UNSPECIFIED;
        return new BundleException(bundle.getSymbolicName() + " " + bundle.getVersion() + " " + phase.failure + ": " + why, type, cause);
    }

    private static BundleException interrupted() {
        Thread.currentThread().interrupt();
        return new BundleException("the manager is being stopped");
    }

    /** Interrupts a thread, and abandons it if that does not end it. */
    private void leave(Bundle bundle, Phase phase, Thread thread) throws BundleException {
        thread.interrupt();
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        if (thread.isAlive()) {
            left.put(bundle.getBundleId(), thread);
            reports.accept(Map.of("bundle", bundle.getSymbolicName(), "version", bundle.getVersion().toString(), "kind", "stalled",
                    "phase", phase.noun, "did", "did not come to an end of its " + phase.noun + " within " + limit + " s"));
        }
    }

    /** Whether a bundle hangs in its start or stop, so that the framework can do nothing with it until the process ends. */
    public boolean isStuck(Bundle bundle) {
        int state = bundle.getState();
        Thread thread = left.get(bundle.getBundleId());
        return (state == Bundle.STARTING || state == Bundle.STOPPING) && thread != null && thread.isAlive()
                || state == Bundle.STARTING && quarantined.test(bundle.getSymbolicName());
    }

    /** What a bundle does that is stuck: as in {@code hangs while starting}. */
    public static String hang(Bundle bundle) {
        return bundle.getState() == Bundle.STOPPING ? "hangs while stopping" : "hangs while starting";
    }

    /**
     * Waits for a start that others began: whoever stops a bundle meanwhile waits as long as the start takes.
     *
     * @throws BundleException if it does not end in time
     */
    public void awaitStart(Bundle bundle) throws BundleException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limit);
        while (bundle.getState() == Bundle.STARTING && bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) == null) {
            if (System.nanoTime() > end) {
                throw new BundleException(bundle.getSymbolicName() + " has not come out of its start after " + limit + " s");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }
}
