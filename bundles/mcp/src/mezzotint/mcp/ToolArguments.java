package mezzotint.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import mezzotint.plugin.Problem;

/**
 * The arguments of a call.
 *
 * @param json with the schema's defaults where nothing was given
 */
public record ToolArguments(JsonObject json) {

    /** @throws Problem of kind {@code INVALID} if they do not keep to the schema */
    static ToolArguments of(JsonObject schema, JsonObject sent) {
        JsonObject properties = schema.getAsJsonObject("properties");
        for (String name : sent.keySet()) {
            if (!properties.has(name)) {
                throw Problem.invalid("there is no argument " + RpcError.shown(name), "give " + String.join(", ", properties.keySet()));
            }
        }
        for (JsonElement name : schema.getAsJsonArray("required")) {
            if (!sent.has(name.getAsString())) {
                throw Problem.invalid(name.getAsString() + " is missing", "give it: " + properties.getAsJsonObject(name.getAsString()).get("description").getAsString());
            }
        }
        var all = new JsonObject();
        properties.asMap().forEach((name, property) -> {
            JsonElement value = sent.has(name) ? sent.get(name) : property.getAsJsonObject().get("default");
            if (value != null) {
                new ArgumentCheck(name, property.getAsJsonObject()).check(value);
                all.add(name, value);
            }
        });
        return new ToolArguments(all);
    }

    public String text(String name) {
        return json.get(name).getAsString().strip();
    }

    public List<String> texts(String name) {
        return Optional.ofNullable(json.getAsJsonArray(name)).map(array -> array.asList().stream().map(e -> e.getAsString().strip()).toList()).orElse(List.of());
    }

    public int whole(String name) {
        return json.get(name).getAsInt();
    }

    /** The day that is asked about: today if none is given. */
    public LocalDate day(String name) {
        return json.has(name) ? LocalDate.parse(json.get(name).getAsString()) : LocalDate.now();
    }
}
