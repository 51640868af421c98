package mezzotint.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private static final Suspect WHO = new Suspect("sampler", "x", "X", "org.example.x", "1.0.0");

    private final LeftThreads left = new LeftThreads();
    private final Supervisor supervisor = new Supervisor(left);

    @AfterEach
    void close() {
        supervisor.close();
    }

    /** Who is cancelled at this very moment comes before the thread has begun, now and then. */
    @Test
    void work_that_is_cancelled_before_it_begins_leaves_no_thread() {
        var never = new CountDownLatch(1);
        for (int i = 0; i < 500; i++) {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, () -> supervisor.within(10, WHO, () -> never.await(1, TimeUnit.HOURS)));
            assertTrue(Thread.interrupted(), "the caller is still told to end");
        }
        assertEquals(List.of(), left.list());
    }
}
