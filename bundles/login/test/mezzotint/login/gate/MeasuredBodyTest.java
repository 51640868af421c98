package mezzotint.login.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class MeasuredBodyTest {

    /** A body without end, of which each byte takes a while. */
    private static final class Drops extends ServletInputStream {

        private final long millis;

        Drops(long millis) {
            this.millis = millis;
        }

        @Override
        public int read() throws IOException {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length > 0) {
                buffer[offset] = (byte) read();
            }
            return Math.min(length, 1);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException();
        }
    }

    @Test
    void a_body_without_a_length_ends_where_it_is_too_large() throws IOException {
        var body = new MeasuredBody(new Drops(0), 1000, 0, Duration.ofDays(1), () -> {});
        assertEquals(1000, body.readNBytes(1000).length);
        assertEquals(Problem.Kind.TOO_LARGE, assertThrows(Problem.class, body::read).kind());
    }

    @Test
    void who_sends_drop_by_drop_is_cut_off() {
        var slow = new MeasuredBody(new Drops(5), 1_000_000, 1000, Duration.ofMillis(20), () -> {});
        assertEquals(Problem.Kind.TIMEOUT, assertThrows(Problem.class, slow::readAllBytes).kind());
    }

    @Test
    void who_is_fast_enough_is_not() throws IOException {
        var fast = new MeasuredBody(new Drops(5), 1_000_000, 10, Duration.ofMillis(20), () -> {});
        assertEquals(20, fast.readNBytes(20).length);
    }
}
