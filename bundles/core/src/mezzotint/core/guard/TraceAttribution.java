package mezzotint.core.guard;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import mezzotint.fault.Attribution;
import org.osgi.service.component.annotations.Component;

/** Lends the trace of a request to the thread that works for it. */
@Component
public final class TraceAttribution implements Attribution {

    /** How often who waits looks whether the request was given up. */
    private static final long LOOK_MILLIS = 50;
    /** How long others wait for work that nobody wants any more: one call of an engine takes less as a rule. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Duration grace;
    /** Whether there is such work that others do not wait for: a second one would take the machine from them. */
    private final AtomicBoolean leftBehind = new AtomicBoolean();

    public TraceAttribution() {
        this(GRACE);
    }

    TraceAttribution(Duration grace) {
        this.grace = grace;
    }

    @Override
    public <T> T call(Executor thread, Supplier<T> work, Runnable stalled) {
        HookTrace trace = HookTrace.current();
        return trace.back(() -> new Lent<>(trace, work, stalled).on(thread));
    }

    /** Work that another thread does. */
    private final class Lent<T> {

        private final HookTrace trace;
        private final Supplier<T> work;
        private final Runnable stalled;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        /** Set by whoever comes first: the thread that does it, or who waits no longer. */
        private final AtomicBoolean taken = new AtomicBoolean();
        private boolean told;
        /** When it was seen first that the request was given up, by {@link System#nanoTime}; 0 before. */
        private long unwanted;

        private Lent(HookTrace trace, Supplier<T> work, Runnable stalled) {
            this.trace = trace;
            this.work = work;
            this.stalled = stalled;
        }

        private T on(Executor thread) {
            thread.execute(this::begin);
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        look(false);
                    } catch (InterruptedException e) {
                        interrupted = true;
                        look(true);
                    } catch (ExecutionException e) {
                        throw Supervisor.unchecked(e.getCause());
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void begin() {
            if (taken.compareAndSet(false, true)) {
                try {
                    done.complete(trace.lent(work));
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                }
            }
        }

        /** Ends the wait for what has not begun; what has begun is waited for. */
        private void look(boolean interrupted) {
            if ((interrupted || trace.isGivenUp()) && taken.compareAndSet(false, true)) {
                throw new CancellationException("given up before its turn came");
            }
            if (!told && (trace.isStalled() || isLeftBehind())) {
                told = true;
                stalled.run();
            }
        }

        /** Whether nobody has wanted it for long enough, and no other work is left behind already. */
        private boolean isLeftBehind() {
            if (!trace.isGivenUp()) {
                return false;
            }
            unwanted = unwanted == 0 ? System.nanoTime() : unwanted;
            boolean left = System.nanoTime() - unwanted > grace.toNanos() && leftBehind.compareAndSet(false, true);
            if (left) {
                done.whenComplete((value, thrown) -> leftBehind.set(false));
            }
            return left;
        }
    }
}
