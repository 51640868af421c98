package mezzotint.core.guard;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Runs code of plugins on threads that can be left behind: Java cannot stop a thread.
 */
public final class Supervisor implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    /** How long code may take to end after it was interrupted. */
    private static final long GRACE_MILLIS = 500;

    private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS, new SynchronousQueue<>(), work -> {
        Thread thread = new Thread(work, "mezzotint walk");
        thread.setDaemon(true);
        return thread;
    });

    private final LeftThreads left;

    Supervisor(LeftThreads left) {
        this.left = left;
    }

    /** What was not done in time, and whether its thread is still in there. */
    public static final class Stalled extends Exception {

        private final boolean leaked;

        private Stalled(boolean leaked) {
            this.leaked = leaked;
        }

        public boolean leaked() {
            return leaked;
        }
    }

    /**
     * Does a request's work and waits for it. An interrupt of the caller ends the wait, and leaves the thread behind if it does not end.
     *
     * @param blame what to throw for a plugin that came to a standstill, given whether its thread is still in its code
     * @param free called once when nothing that the work holds is touched by it any more. Of an engine it may not be taken while a thread
     *     is in it, so then it is called later
     */
    public <T> T watch(HookTrace trace, Supplier<T> work, BiFunction<HookTrace.Standstill, Boolean, RuntimeException> blame, Runnable free) {
        CompletableFuture<T> done = CompletableFuture.supplyAsync(() -> trace.on(work), threads);
        boolean engaged = false;
        try {
            return await(trace, done, blame);
        } catch (InterruptedException e) {
            trace.giveUp();
            engaged = leaves(trace.where(), done) && trace.inEngine();
            if (engaged) {
                threads.execute(() -> follow(trace, done, blame, free));
            }
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            if (!engaged) {
                free.run();
            }
        }
    }

    private <T> T await(HookTrace trace, CompletableFuture<T> done, BiFunction<HookTrace.Standstill, Boolean, RuntimeException> blame) throws InterruptedException {
        while (true) {
            try {
                return done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Optional<HookTrace.Standstill> stalled = trace.giveUpIfStalled();
                if (stalled.isPresent()) {
                    throw blame.apply(stalled.get(), leaves(Optional.of(stalled.get().who()), done));
                }
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            }
        }
    }

    /** Waits for an engine that nobody else waits for any more. */
    private void follow(HookTrace trace, CompletableFuture<?> done, BiFunction<HookTrace.Standstill, Boolean, RuntimeException> blame, Runnable free) {
        try {
            await(trace, done, blame);
        } catch (InterruptedException | RuntimeException | Error e) {
            LoggerFactory.getLogger(Supervisor.class).debug("a walk that was given up has ended", e);
        } finally {
            free.run();
        }
    }

    /**
     * Does something within a time.
     *
     * @param who whose code it is
     * @throws Stalled if it takes longer; then it was interrupted, and left behind if that did not help
     * @throws ExecutionException with what it threw
     */
    public <T> T within(double seconds, Suspect who, Callable<T> work) throws Stalled, ExecutionException {
        var done = new CompletableFuture<Void>();
        var begun = new AtomicBoolean();
        Future<T> future = threads.submit(() -> {
            if (!begun.compareAndSet(false, true)) {
                throw new CancellationException("cancelled before it began");
            }
            try {
                return work.call();
            } finally {
                done.complete(null);
            }
        });
        try {
            return future.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel(future, begun, done);
            throw new Stalled(leaves(Optional.of(who), done));
        } catch (InterruptedException e) {
            cancel(future, begun, done);
            leaves(Optional.of(who), done);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Interrupts work. What has not begun never does, so it has ended: nobody else would say so. */
    private static void cancel(Future<?> future, AtomicBoolean begun, CompletableFuture<Void> done) {
        future.cancel(true);
        if (begun.compareAndSet(false, true)) {
            done.complete(null);
        }
    }

    /** Whether work that was interrupted does not end; then its thread is counted until it does. */
    private boolean leaves(Optional<Suspect> who, CompletableFuture<?> work) {
        if (ends(work)) {
            return false;
        }
        left.add(who, work);
        return true;
    }

    private static boolean ends(CompletableFuture<?> work) {
        try {
            work.handle((value, thrown) -> true).get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What work that declares nothing threw. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    /** Nothing is interrupted: what runs may be core's own, with a file open. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
