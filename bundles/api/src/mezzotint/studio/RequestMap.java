package mezzotint.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mezzotint.plugin.Choice;

/**
 * A request as a map of plain values, by the names of {@link Settings}: what the API shows and the journal keeps. Handed to
 * {@link Studio#request} it gives the same request again; {@link #read} gives it without a look at the plugins there are.
 */
public final class RequestMap {

    private static final String SCALE = "scale";

    private RequestMap() {}

    public static Map<String, Object> of(Request request) {
        Request.Words words = request.words();
        Request.Canvas canvas = request.canvas();
        Request.Walk walk = request.walk();
        var out = new LinkedHashMap<String, Object>();
        out.put("model", request.model());
        out.put("prompt", words.wanted());
        out.put("negative", words.unwanted());
        out.put("width", canvas.width());
        out.put("height", canvas.height());
        out.put("count", canvas.count());
        out.put("seed", canvas.seed());
        out.put("steps", walk.steps());
        out.put("sampler", choice(walk.sampler()));
        out.put("schedule", choice(walk.schedule()));
        putGuidance(walk.guidance(), out);
        out.put("noise", choice(walk.noise()));
        out.put("parser", choice(words.parser()));
        out.put("encoder", choice(words.encoder()));
        out.put("backend", choice(request.backend()));
        out.put("optimizers", request.optimizers().stream().map(RequestMap::choice).toList());
        out.put("watchers", request.watchers().stream().map(RequestMap::choice).toList());
        putPictures(request, out);
        return out;
    }

    /** What most requests have none of. */
    private static void putPictures(Request request, Map<String, Object> out) {
        if (!request.image().id().isEmpty()) {
            out.put("image", choice(request.image()));
        }
        if (!request.controls().isEmpty()) {
            out.put("controls", request.controls().stream().map(RequestMap::choice).toList());
        }
        if (!request.finish().isEmpty()) {
            out.put("finish", request.finish().stream().map(RequestMap::choice).toList());
        }
    }

    /**
     * The request that {@link #of} wrote; numbers may be of any type.
     *
     * @throws IllegalArgumentException if it is not whole
     */
    public static Request read(Map<String, ?> map) {
        try {
            return new Request(text(map, "model"),
                    new Request.Words(text(map, "prompt"), text(map, "negative"), choice(map.get("parser")), choice(map.get("encoder"))),
                    new Request.Canvas(number(map, "width").intValue(), number(map, "height").intValue(), number(map, "count").intValue(),
                            number(map, "seed").longValue()),
                    new Request.Walk(number(map, "steps").intValue(), choice(map.get("sampler")), choice(map.get("schedule")), guidance(map),
                            choice(map.get("noise"))),
                    choice(map.get("backend")), choices(map.get("optimizers")), choices(map.get("watchers")),
                    map.containsKey("image") ? choice(map.get("image")) : Choice.of(""), optional(map, "controls"), optional(map, "finish"));
        } catch (NullPointerException | ClassCastException e) {
            throw new IllegalArgumentException("no whole request: " + map, e);
        }
    }

    /** A plugin as a user names it: its id, or a map of {@code id} and {@code params}. */
    private static Object choice(Choice choice) {
        return choice.params().isEmpty() ? choice.id() : Map.of("id", choice.id(), "params", choice.params());
    }

    private static Choice choice(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Choice.of(Objects.requireNonNull((String) value));
        }
        var params = new TreeMap<String, Object>();
        ((Map<?, ?>) map.get("params")).forEach((name, each) -> params.put((String) name, each));
        return new Choice((String) map.get("id"), params);
    }

    private static List<Choice> choices(Object values) {
        return ((List<?>) values).stream().map(RequestMap::choice).toList();
    }

    private static List<Choice> optional(Map<String, ?> map, String name) {
        return map.containsKey(name) ? choices(map.get(name)) : List.of();
    }

    /** The scale has a name of its own, since every user sets it. */
    private static void putGuidance(Choice guidance, Map<String, Object> out) {
        if (guidance.params().get(SCALE) instanceof Number scale) {
            var others = new TreeMap<>(guidance.params());
            others.remove(SCALE);
            out.put("cfg", scale);
            out.put("guidance", choice(new Choice(guidance.id(), others)));
        } else {
            out.put("guidance", choice(guidance));
        }
    }

    private static Choice guidance(Map<String, ?> map) {
        Choice choice = choice(map.get("guidance"));
        if (!map.containsKey("cfg")) {
            return choice;
        }
        var params = new TreeMap<>(choice.params());
        params.put(SCALE, map.get("cfg"));
        return new Choice(choice.id(), params);
    }

    private static String text(Map<String, ?> map, String name) {
        return Objects.requireNonNull((String) map.get(name));
    }

    private static Number number(Map<String, ?> map, String name) {
        return (Number) map.get(name);
    }
}
