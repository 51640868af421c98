package mezzotint.login;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that nobody sets: it begins at the time of day and only goes on. What is counted in seconds must not depend on when the clock was put right. */
public final class SteadyClock {

    private SteadyClock() {}

    public static InstantSource start() {
        Instant begin = Instant.now();
        long nanos = System.nanoTime();
        return () -> begin.plusNanos(System.nanoTime() - nanos);
    }
}
