package mezzotint.login.users;

import java.time.InstantSource;
import mezzotint.login.Refusal;

/** Slows down whoever tries passwords: after five that were wrong, each one more doubles the wait, which is bounded whatever the clock says. */
public final class Attempts {

    private static final int FREE = 5;
    /** A name waits less long than an address: nobody shall lock another out by trying his name. */
    private static final long LONGEST_OF_NAME = 30;
    private static final long LONGEST_OF_ADDRESS = 900;
    private static final long FORGOTTEN_SECONDS = 3600;

    /** Failures in a row, and when, in seconds since 1970. */
    private record Failures(int count, long last) {}

    private final InstantSource clock;
    private final Recent<String, Failures> failures = new Recent<>(10_000);

    public Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws Refusal with status 429 while the name or the address has to wait */
    public void check(String name, String address) {
        long wait = Math.max(wait("name " + name, LONGEST_OF_NAME), wait("address " + address, LONGEST_OF_ADDRESS));
        if (wait > 0) {
            throw new Refusal(429, "there were too many wrong passwords or tokens", "try again in " + wait + " s", wait);
        }
    }

    private long wait(String key, long longest) {
        Failures known = failures.get(key);
        if (known == null || known.count < FREE) {
            return 0;
        }
        long delay = Math.min(longest, 1L << Math.min(known.count - FREE + 1, 20));
        return Math.max(0, Math.min(delay, known.last + delay - now()));
    }

    public void failed(String name, String address) {
        count("name " + name);
        count("address " + address);
    }

    private void count(String key) {
        failures.change(key, known -> new Failures(known == null || known.last + FORGOTTEN_SECONDS < now() ? 1 : known.count + 1, now()));
    }

    public void succeeded(String name, String address) {
        failures.remove("name " + name);
        failures.remove("address " + address);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
