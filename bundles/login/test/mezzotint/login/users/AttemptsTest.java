package mezzotint.login.users;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import mezzotint.login.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Attempts attempts = new Attempts(() -> Instant.ofEpochSecond(now.get()));

    @Test
    void five_mistakes_are_free_and_each_one_more_doubles_the_wait() {
        fail(5, "anna", "10.0.0.1");
        for (long wait : new long[] {2, 4, 8, 16}) {
            assertEquals(wait, refused("anna", "10.0.0.1"));
            now.addAndGet(wait);
            assertDoesNotThrow(() -> attempts.check("anna", "10.0.0.1"));
            fail(1, "anna", "10.0.0.1");
        }
    }

    @Test
    void a_name_is_slowed_for_all_addresses_but_not_locked_out() {
        for (int i = 0; i < 1000; i++) {
            fail(1, "anna", "10.0.0." + i);
        }
        assertEquals(30, refused("anna", "10.0.1.1"));
        assertDoesNotThrow(() -> attempts.check("mia", "10.0.1.1"));
    }

    @Test
    void an_address_is_slowed_for_all_names() {
        for (int i = 0; i < 40; i++) {
            fail(1, "user" + i, "10.0.0.1");
        }
        assertEquals(900, refused("anna", "10.0.0.1"));
        assertDoesNotThrow(() -> attempts.check("anna", "10.0.0.2"));
    }

    @Test
    void the_right_password_and_an_hour_make_good() {
        fail(9, "anna", "10.0.0.1");
        attempts.succeeded("anna", "10.0.0.1");
        assertDoesNotThrow(() -> attempts.check("anna", "10.0.0.1"));
        fail(9, "anna", "10.0.0.1");
        now.addAndGet(3601);
        fail(1, "anna", "10.0.0.1");
        assertDoesNotThrow(() -> attempts.check("anna", "10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 3600, 86_400, 34_560_000})
    void a_clock_that_jumps_back_keeps_nobody_waiting_longer(long seconds) {
        fail(9, "anna", "10.0.0.1");
        long before = refused("anna", "10.0.0.1");
        now.addAndGet(-seconds);
        assertEquals(before, refused("anna", "10.0.0.1"));
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            attempts.failed(name, address);
        }
    }

    private long refused(String name, String address) {
        Refusal refusal = assertThrows(Refusal.class, () -> attempts.check(name, address));
        assertEquals(429, refusal.status());
        return refusal.waitSeconds();
    }
}
