package mezzotint.login.gate;

import java.time.InstantSource;
import mezzotint.login.Refusal;
import mezzotint.login.users.Recent;

/** Token buckets: so much at once, and so much a minute after that, for each key. */
final class RateLimit {

    private record Bucket(double left, long millis, boolean granted) {}

    private final InstantSource clock;
    private final double perMinute;
    private final double atOnce;
    private final String limit;
    private final Recent<String, Bucket> buckets = new Recent<>(10_000);

    /** @param limit in words, as in {@code 1200 requests a minute} */
    RateLimit(InstantSource clock, double perMinute, double atOnce, String limit) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.atOnce = atOnce;
        this.limit = limit;
    }

    /** @throws Refusal with status 429 if the bucket of the key is empty */
    void take(String key) {
        require(change(key, 1, true));
    }

    /** @throws Refusal with status 429 if the bucket of the key is empty; nothing is taken */
    void check(String key) {
        require(change(key, 0, true));
    }

    /** Takes what is known only afterwards: what the bucket lacks is owed to it. */
    void spend(String key, double amount) {
        change(key, amount, false);
    }

    private Bucket change(String key, double amount, boolean ask) {
        long now = clock.millis();
        return buckets.change(key, old -> {
            double left = old == null ? atOnce : Math.min(atOnce, old.left + (now - old.millis) * perMinute / 60_000.0);
            boolean granted = !ask || left >= 1;
            return new Bucket(granted ? left - amount : left, now, granted);
        });
    }

    private void require(Bucket bucket) {
        if (!bucket.granted) {
            throw refusal(bucket);
        }
    }

    private Refusal refusal(Bucket bucket) {
        long wait = Math.max(1, (long) Math.ceil((1 - bucket.left) * 60 / perMinute));
        return new Refusal(429, "these are more than " + limit, "wait " + wait + " s, and ask less often", wait);
    }
}
