package mezzotint.rest.jobs;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.libs.web.Ownership;
import mezzotint.studio.Order;
import mezzotint.studio.Studio;

/**
 * What is handed in to {@code POST /api/jobs}: the settings of a request, with {@code timeout}, {@code priority} and {@code after} beside
 * them; or a list of such. The header {@code Idempotency-Key} names it.
 */
final class JobSubmission {

    static final long USUAL_LIMIT_SECONDS = 3600;
    private static final int LONGEST_KEY = 255;

    private final Studio studio;
    private final String owner;
    private final Optional<Order.Key> key;

    private JobSubmission(Studio studio, String owner, Optional<Order.Key> key) {
        this.studio = studio;
        this.owner = owner;
        this.key = key;
    }

    /** @throws Problem of kind {@code INVALID} if one of them cannot be used */
    static List<Order> read(HttpServletRequest request, byte[] body, Object json, Studio studio) throws IOException {
        var orders = new JobSubmission(studio, Ownership.of(request), key(request, body));
        return json instanceof List<?> list ? list.stream().map(each -> orders.order(Json.object(each))).toList() : List.of(orders.order(Json.object(json)));
    }

    private Order order(Map<String, Object> given) {
        var settings = new HashMap<>(given);
        Duration limit = limit(settings.remove("timeout"));
        int priority = priority(settings.remove("priority"));
        List<String> after = after(settings.remove("after"));
        return new Order(studio.request(settings), owner, priority, limit, key, after);
    }

    private static Optional<Order.Key> key(HttpServletRequest request, byte[] body) {
        String name = request.getHeader("Idempotency-Key");
        if (name != null && (name.isBlank() || name.length() > LONGEST_KEY)) {
            throw Problem.invalid("the Idempotency-Key has " + name.length() + " characters", "give one of 1 to " + LONGEST_KEY + " characters");
        }
        return Optional.ofNullable(name).map(n -> new Order.Key(n, Digests.sha256(body)));
    }

    static int priority(Object value) {
        if (value == null) {
            return 0;
        }
        if (!(value instanceof Number n) || n.doubleValue() != n.intValue()) {
            throw Problem.invalid("priority is " + value, "give a whole number from -" + Order.MOST_PRIORITY + " to " + Order.MOST_PRIORITY);
        }
        return n.intValue();
    }

    private static List<String> after(Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Problem.invalid("after is " + value, "give a list of ids of jobs");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Duration limit(Object seconds) {
        if (seconds == null) {
            return Duration.ofSeconds(USUAL_LIMIT_SECONDS);
        }
        if (!(seconds instanceof Number n) || !(n.doubleValue() > 0)) {
            throw Problem.invalid("timeout is " + seconds, "give a number of seconds above 0");
        }
        return Duration.ofMillis((long) (1000 * n.doubleValue()));
    }
}
