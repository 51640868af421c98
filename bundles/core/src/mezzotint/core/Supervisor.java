package mezzotint.core;

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
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Runs code of plugins on threads that can be left behind: Java cannot stop a thread. Threads are used again, since an engine keeps
 * workers for each that it is called from.
 */
final class Supervisor implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    /** How long code may take to end after it was interrupted. */
    private static final long GRACE_MILLIS = 500;

    private final ExecutorService threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.HOURS, new SynchronousQueue<>(), work -> {
        Thread thread = new Thread(work, "mezzotint walk");
        thread.setDaemon(true);
        return thread;
    });

    /** What was not done in time, and whether its thread is still in there. */
    static final class Stalled extends Exception {

            private final boolean leaked;

        private Stalled(boolean leaked) {
            this.leaked = leaked;
        }

        boolean leaked() {
            return leaked;
        }
    }

    /**
     * Does a run's work and waits for it.
     *
     * @param blame what to throw for a plugin that came to a standstill, given whether its thread is still in its code
     */
    <T> T watch(Run run, Supplier<T> work, BiFunction<Run.Standstill, Boolean, RuntimeException> blame) {
        CompletableFuture<T> done = CompletableFuture.supplyAsync(() -> run.on(work), threads);
        while (true) {
            try {
                return done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Optional<Run.Standstill> stalled = run.giveUpIfStalled();
                if (stalled.isPresent()) {
                    throw blame.apply(stalled.get(), !ends(done));
                }
            } catch (ExecutionException e) {
                throw unchecked(e.getCause());
            } catch (InterruptedException e) {
                run.giveUp();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    /**
     * Does something within a time.
     *
     * @throws Stalled if it takes longer; then it was interrupted, and left behind if that did not help
     * @throws ExecutionException with what it threw
     */
    <T> T within(double seconds, Callable<T> work) throws Stalled, ExecutionException {
        var done = new CompletableFuture<Void>();
        Future<T> future = threads.submit(() -> {
            try {
                return work.call();
            } finally {
                done.complete(null);
            }
        });
        try {
            return future.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new Stalled(!ends(done));
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
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

    private static RuntimeException unchecked(Throwable thrown) {
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
