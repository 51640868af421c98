package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work on another thread is that of the request which it is done for. */
@Timeout(60)
class TraceAttributionTest {

    private static final Suspect SAMPLER = new Suspect("sampler", "x", "X", "org.example.x", "1.0.0");
    private static final Suspect ENGINE = new Suspect("backend", "y", "Y", "org.example.y", "1.0.0");
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final TraceAttribution attribution = new TraceAttribution();
    private final ExecutorService device = Executors.newSingleThreadExecutor();
    private final HookTrace trace = HookTrace.checking(RequestOrigin.NONE);
    private final AtomicInteger stalls = new AtomicInteger();

    @AfterEach
    void close() {
        device.shutdownNow();
    }

    /** A call of the engine on its device, from within the sampler. */
    private <T> T sample(Supplier<T> engine, long limit) {
        return trace.on(() -> {
            trace.enter(SAMPLER, HOUR);
            try {
                return attribution.call(device, () -> {
                    trace.enter(ENGINE, limit);
                    try {
                        return engine.get();
                    } finally {
                        trace.leave();
                    }
                }, stalls::incrementAndGet);
            } finally {
                trace.leave();
            }
        });
    }

    @Test
    void the_other_thread_works_for_the_same_request() throws Exception {
        Thread caller = Thread.currentThread();
        assertEquals("done", sample(() -> {
            assertNotSame(caller, Thread.currentThread());
            assertSame(trace, HookTrace.current());
            assertTrue(trace.inEngine());
            return "done";
        }, HOUR));
        assertEquals(List.of(SAMPLER, ENGINE), List.copyOf(trace.spent().keySet()));
        assertTrue(device.submit(HookTrace::outside).get(), "its next work may be another's");
    }

    @Test
    void what_the_work_throws_is_thrown_and_is_not_the_callers() {
        var thrown = new IllegalStateException("it broke");
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> sample(() -> {
            throw thrown;
        }, HOUR)));
        assertTrue(trace.passes(thrown));
    }

    @Test
    void who_waits_for_a_turn_can_be_given_up() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        device.execute(() -> {
            begun.countDown();
            await(release);
        });
        begun.await();
        var ran = new AtomicInteger();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> sample(ran::incrementAndGet, HOUR));
        while (trace.where().isPresent() || trace.spent().isEmpty()) {
            Thread.onSpinWait(); // until it waits, which is in code of core
        }
        trace.giveUp();
        assertCancelled(waiting);
        release.countDown();
        device.submit(() -> { }).get();
        assertEquals(0, ran.get(), "it does not begin later");
    }

    /** Whoever interrupts, what an engine is in is waited for; and the device is told once that it may never come back. */
    @Test
    void what_has_begun_is_waited_for() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var caller = new CompletableFuture<Thread>();
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> {
            caller.complete(Thread.currentThread());
            return sample(() -> {
                entered.countDown();
                await(release);
                return "late";
            }, 1);
        });
        entered.await();
        caller.join().interrupt();
        Optional<HookTrace.Standstill> stalled = trace.giveUpIfStalled();
        assertEquals(ENGINE, stalled.orElseThrow().who());
        while (stalls.get() == 0) {
            LockSupport.parkNanos(1000);
        }
        assertFalse(call.isDone());
        release.countDown();
        assertCancelled(call);
        assertEquals(1, stalls.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts an engine", e);
        }
    }

    private static void assertCancelled(CompletableFuture<?> call) {
        assertInstanceOf(CancellationException.class, assertThrows(CompletionException.class, call::join).getCause());
    }

    @Test
    void work_that_nobody_wants_any_more_is_left_behind_one_at_a_time() throws Exception {
        var impatient = new TraceAttribution(Duration.ofMillis(1));
        var released = new CountDownLatch(1);
        var threads = Executors.newCachedThreadPool();
        var left = new Semaphore(0);
        var begun = new Semaphore(0);
        List<HookTrace> traces = List.of(HookTrace.checking(RequestOrigin.NONE), HookTrace.checking(RequestOrigin.NONE));
        List<CompletableFuture<Void>> calls = traces.stream().map(each -> CompletableFuture.runAsync(() -> each.on(() ->
                impatient.call(threads, () -> {
                    begun.release();
                    await(released);
                    return null;
                }, left::release)), threads)).toList();
        begun.acquire(2);
        traces.get(0).giveUp();
        left.acquire();
        traces.get(1).giveUp();
        assertFalse(left.tryAcquire(300, TimeUnit.MILLISECONDS), "a second one would take the machine from the others");
        released.countDown();
        calls.forEach(TraceAttributionTest::assertCancelled);
        threads.shutdown();
    }
}
