package mezzotint.login.gate;

import java.time.InstantSource;
import mezzotint.login.Refusal;
import mezzotint.login.users.Recent;

/** Token buckets: so many requests at once, and so many a minute after that, for each key. */
final class RateLimit {

    private record Bucket(double left, long millis, boolean granted) {}

    private final InstantSource clock;
    private final int perMinute;
    private final int atOnce;
    private final Recent<String, Bucket> buckets = new Recent<>(10_000);

    RateLimit(InstantSource clock, int perMinute, int atOnce) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.atOnce = atOnce;
    }

    /** @throws Refusal with status 429 if the bucket of the key is empty */
    void take(String key) {
        long now = clock.millis();
        Bucket bucket = buckets.change(key, old -> {
            double left = old == null ? atOnce : Math.min(atOnce, old.left + (now - old.millis) * perMinute / 60_000.0);
            return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
        });
        if (!bucket.granted) {
            throw refusal(bucket);
        }
    }

    private Refusal refusal(Bucket bucket) {
        long wait = Math.max(1, (long) Math.ceil((1 - bucket.left) * 60 / perMinute));
        return new Refusal(429, "these are more than " + perMinute + " requests a minute", "wait " + wait + " s, and ask less often", wait);
    }
}
