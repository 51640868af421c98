package mezzotint.studio;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request, with what decides when it is met.
 *
 * @param owner who asks; owners take turns
 * @param priority the higher goes first, from -100 to 100
 * @param limit time after its start at which the job is given up, with a Problem of kind {@code TIMEOUT}
 * @param key makes it safe to hand the same in again
 * @param after jobs that must be done before, by id; {@code #0} is the first of the orders handed in together
 * @param keep whether the pictures must be kept
 */
public record Order(Request request, String owner, int priority, Duration limit, Optional<Key> key, List<String> after, Keep keep) {

    /**
     * What becomes of the pictures: they must be with a sink before the job is done, and the queue waits while none can take them; or they
     * are given to the sinks, and a note says which could not take them; or no sink is given them. Whoever waits for the job gets them from
     * memory.
     */
    public enum Keep { MUST, TRY, NEVER }

    /** The owner of what is asked for without a login. */
    public static final String LOCAL_USER = "local user";

    /** Bounds of the priority, to both sides of 0. */
    public static final int MOST_PRIORITY = 100;

    public Order {
        after = List.copyOf(after);
    }

    /** One whose pictures must be kept. */
    public Order(Request request, String owner, int priority, Duration limit, Optional<Key> key, List<String> after) {
        this(request, owner, priority, limit, key, after, Keep.MUST);
    }

    /**
     * A name that a client gives to what it hands in.
     *
     * @param body digest of what was handed in: a name is for one thing only
     */
    public record Key(String name, String body) {}

    /** An order of the local user that waits for nothing. */
    public static Order of(Request request, Duration limit) {
        return new Order(request, LOCAL_USER, 0, limit, Optional.empty(), List.of());
    }
}
