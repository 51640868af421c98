package mezzotint.login.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import mezzotint.login.Refusal;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final RateLimit buckets = new RateLimit(() -> Instant.ofEpochMilli(millis.get()), 60, 10, "60 requests a minute");

    @Test
    void so_many_come_at_once_and_then_one_a_second() {
        take(10);
        Refusal refusal = assertThrows(Refusal.class, () -> buckets.take("anna"));
        assertEquals(429, refusal.status());
        assertEquals(1, refusal.waitSeconds());
        millis.addAndGet(999);
        assertThrows(Refusal.class, () -> buckets.take("anna"));
        millis.addAndGet(2);
        take(1);
        assertThrows(Refusal.class, () -> buckets.take("anna"));
        assertDoesNotThrow(() -> buckets.take("mia"));
    }

    @Test
    void an_hour_of_silence_saves_up_no_more_than_the_bucket_holds() {
        take(10);
        millis.addAndGet(3_600_000);
        take(10);
        assertThrows(Refusal.class, () -> buckets.take("anna"));
    }

    @Test
    void what_is_known_afterwards_is_owed() {
        buckets.check("anna");
        buckets.spend("anna", 70);
        Refusal refusal = assertThrows(Refusal.class, () -> buckets.check("anna"));
        assertEquals(61, refusal.waitSeconds());
        assertEquals("these are more than 60 requests a minute", refusal.getMessage());
        millis.addAndGet(61_000);
        assertDoesNotThrow(() -> buckets.check("anna"));
        assertDoesNotThrow(() -> buckets.check("mia"));
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            buckets.take("anna");
        }
    }
}
