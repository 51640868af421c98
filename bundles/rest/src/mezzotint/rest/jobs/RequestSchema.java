package mezzotint.rest.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Schema;
import mezzotint.studio.Order;
import mezzotint.studio.Settings;

/** The JSON Schema of all that {@code POST /api/jobs} takes: the plain settings, the fields that name plugins, and what says when it is to be made. */
public final class RequestSchema {

    /** Fields that name a plugin, and the hook that is listed for each in {@code /api/hooks}. */
    private static final Map<String, String> ONE = Map.of("sampler", "sampler", "schedule", "schedule", "guidance", "guidance", "noise", "noisesource",
            "parser", "promptparser", "encoder", "textencoder", "backend", "backend");

    private RequestSchema() {}

    public static Map<String, Object> of() {
        Map<String, Object> schema = new LinkedHashMap<>(Schema.of(Settings.class));
        var properties = new LinkedHashMap<String, Object>();
        Json.object(schema.get("properties")).forEach((name, property) -> properties.put(name, plain(name, Json.object(property))));
        properties.put("image", image());
        properties.put("controls", several("Controls", "conditioner", "Each steers the model by a picture."));
        properties.put("optimizers", several("Optimizers", "optimizer", "Applied to the networks, in this order."));
        properties.put("watchers", several("Step hooks", "stephook", "Called at each step, in this order."));
        properties.put("finish", several("Finish", "postprocessor", "What is done to the finished picture, in this order."));
        properties.put("timeout", Map.of("type", "number", "title", "Time limit", "exclusiveMinimum", 0, "default", JobSubmission.USUAL_LIMIT_SECONDS, "x-unit", "s"));
        properties.put("priority", Map.of("type", "integer", "title", "Priority", "minimum", -Order.MOST_PRIORITY, "maximum", Order.MOST_PRIORITY, "default", 0));
        properties.put("after", Map.of("type", "array", "title", "After", "description", "Jobs that must be done before it.", "items", Map.of("type", "string")));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> plain(String name, Map<String, Object> property) {
        if (!ONE.containsKey(name)) {
            return property;
        }
        var plugin = new LinkedHashMap<>(property);
        plugin.remove("type");
        plugin.putAll(named(ONE.get(name)));
        return plugin;
    }

    private static Map<String, Object> image() {
        var image = new LinkedHashMap<>(named("imagetoimage"));
        image.put("title", "Begin at a picture");
        image.put("description", "Its parameters name the picture as its upload is named.");
        image.put("default", "");
        return image;
    }

    private static Map<String, Object> several(String title, String hook, String description) {
        return Map.of("type", "array", "title", title, "description", description, "items", named(hook), "x-hook", hook, "default", List.of());
    }

    /** A plugin by its name, or with its parameters. */
    private static Map<String, Object> named(String hook) {
        return Map.of("anyOf", List.of(Map.of("type", "string"), Map.of("type", "object", "properties",
                Map.of("id", Map.of("type", "string"), "params", Map.of("type", "object")), "required", List.of("id"))), "x-hook", hook);
    }
}
