package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mezzotint.login.Refusal;
import mezzotint.login.users.Recent;

/**
 * How many bodies of requests may be on their way at once. A thread waits for each, and there are 200: who sends slowly must not
 * take them all.
 */
final class Bodies {

    private static final int MOST = 128;
    private static final int MOST_OF_ONE = 64;
    /** A body that was sent at once is here before this is over. */
    private static final long PATIENCE_MILLIS = 500;
    private static final long RETRY_SECONDS = 5;

    private final Semaphore all = new Semaphore(MOST, true);
    private final Recent<String, Semaphore> each = new Recent<>(1000);

    /** A body that is on its way, until it is here. */
    final class Turn implements AutoCloseable {

        private final Semaphore own;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Turn(Semaphore own) {
            this.own = own;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                own.release();
                all.release();
            }
        }
    }

    /**
     * @param caller name or address
     * @return null if the request has no body
     * @throws Refusal if there are too many
     */
    Turn take(HttpServletRequest request, String caller) {
        if (!isSent(request)) {
            return null;
        }
        Semaphore own = each.change(caller, known -> known == null ? new Semaphore(MOST_OF_ONE, true) : known);
        acquire(own);
        try {
            acquire(all);
        } catch (Refusal e) {
            own.release();
            throw e;
        }
        return new Turn(own);
    }

    /** Whether a request has a body. */
    static boolean isSent(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
    }

    private static void acquire(Semaphore turns) {
        try {
            if (turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(429, "too many requests are being sent at once, too slowly", "try again soon", RETRY_SECONDS);
    }
}
