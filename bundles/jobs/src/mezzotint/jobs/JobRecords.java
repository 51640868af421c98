package mezzotint.jobs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.jobs.journal.Frame;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Order;
import mezzotint.studio.RequestMap;

/** What the journal says of jobs, as JSON in its records. */
final class JobRecords {

    /** Kinds of records. */
    static final char ACCEPTED = 'A';

    static final char STARTED = 'S';
    static final char HANDED_OVER = 'H';
    static final char KEPT = 'K';
    static final char ENDED = 'E';
    static final char CANCELLED = 'C';
    static final char PRIORITY = 'P';
    static final char FORGOTTEN = 'X';
    static final char DISCARDED = 'D';
    static final char RESTORED = 'R';
    static final char FLOW = 'F';
    static final char SUSPENDED = 'U';

    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping()
            .serializeSpecialFloatingPointValues().create();

    private JobRecords() {}

    static Frame frame(char kind, Map<String, ?> facts) {
        return new Frame(kind, GSON.toJson(facts).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, Object> read(Frame frame) {
        return GSON.fromJson(new String(frame.body(), StandardCharsets.UTF_8), new TypeToken<Map<String, Object>>() {}.getType());
    }

    static Map<String, Object> accepted(Task task) {
        Order order = task.order();
        var out = new LinkedHashMap<String, Object>();
        out.put("id", task.id());
        out.put("submitted", task.submitted().toEpochMilli());
        out.put("owner", order.owner());
        out.put("priority", task.priority());
        out.put("limit", order.limit().toMillis());
        order.key().ifPresent(key -> out.put("key", Map.of("name", key.name(), "body", key.body())));
        out.put("after", task.after());
        out.put("keep", order.keep().name());
        out.put("request", RequestMap.of(order.request()));
        return out;
    }

    static Task accepted(Map<String, Object> facts, JobService service) {
        Optional<Order.Key> key = Optional.ofNullable(map(facts.get("key"))).map(k -> new Order.Key((String) k.get("name"), (String) k.get("body")));
        var order = new Order(RequestMap.read(map(facts.get("request"))), (String) facts.get("owner"), number(facts, "priority").intValue(),
                Duration.ofMillis(number(facts, "limit").longValue()), key, ((List<?>) facts.get("after")).stream().map(String.class::cast).toList(),
                Order.Keep.valueOf((String) facts.getOrDefault("keep", Order.Keep.MUST.name())));
        return new Task((String) facts.get("id"), order, time(facts, "submitted"), service);
    }

    static Map<String, Object> ended(Task task) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", task.id());
        out.put("at", task.ended().orElseThrow().toEpochMilli());
        out.put("state", task.state().name());
        out.put("steps", task.progress().steps());
        out.put("results", task.results().stream().map(JobRecords::result).toList());
        out.put("notes", task.notes());
        task.problem().ifPresent(p -> out.put("problem", Map.of("kind", p.kind().name(), "message", p.getMessage(), "advice", p.advice())));
        return out;
    }

    static Optional<Problem> problem(Map<String, Object> facts) {
        return Optional.ofNullable(map(facts.get("problem"))).map(p -> new Problem(Problem.Kind.valueOf((String) p.get("kind")),
                (String) p.get("message"), (String) p.get("advice")));
    }

    static Map<String, Object> result(Job.Result result) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", result.id());
        out.put("place", result.place());
        out.put("seed", result.seed());
        out.put("width", result.width());
        out.put("height", result.height());
        out.put("infotext", result.infotext());
        return out;
    }

    static Job.Result result(Object value) {
        Map<String, Object> facts = map(value);
        return new Job.Result((String) facts.get("id"), (String) facts.get("place"), number(facts, "seed").longValue(),
                number(facts, "width").intValue(), number(facts, "height").intValue(), (String) facts.get("infotext"));
    }

    static Number number(Map<String, Object> facts, String name) {
        return (Number) facts.get(name);
    }

    static Instant time(Map<String, Object> facts, String name) {
        return Instant.ofEpochMilli(number(facts, name).longValue());
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
