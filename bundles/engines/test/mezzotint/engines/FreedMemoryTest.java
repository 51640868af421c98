package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FreedMemoryTest {

    private final Semaphore given = new Semaphore(0);

    @Test
    void isGivenBackOnceAfterEachUse() throws InterruptedException {
        try (var memory = new FreedMemory(Duration.ofMillis(20), given::release)) {
            for (int i = 0; i < 3; i++) {
                memory.use();
                given.acquire();
            }
            assertEquals(0, given.availablePermits());
        }
    }

    @Test
    void isKeptWhileSomethingIsComputed() {
        var times = new AtomicInteger();
        try (var memory = new FreedMemory(Duration.ofDays(1), times::incrementAndGet)) {
            for (int i = 0; i < 1000; i++) {
                memory.use();
            }
        }
        assertEquals(0, times.get());
    }

    @Test
    void usesAfterTheEndAreNoFault() {
        var memory = new FreedMemory(Duration.ZERO, given::release);
        memory.close();
        memory.use();
        assertEquals(0, given.availablePermits());
    }
}
