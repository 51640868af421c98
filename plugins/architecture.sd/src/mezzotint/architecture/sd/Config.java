package mezzotint.architecture.sd;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/** A configuration file of a checkpoint, with the defaults that diffusers gives to what it leaves out. */
record Config(String file, JsonObject values) {

    /** The file, or one without values where the checkpoint has none. */
    static Config of(Checkpoint checkpoint, String file) {
        return checkpoint.resource(file)
                .map(bytes -> read(new String(bytes, StandardCharsets.UTF_8), file))
                .orElseGet(() -> new Config(file, new JsonObject()));
    }

    static Config read(String json, String file) {
        try {
            return new Config(file, JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw Problem.invalid(file + " is no JSON object: " + e.getMessage(), "download the model again");
        }
    }

    boolean has(String name) {
        return values.has(name) && !values.get(name).isJsonNull();
    }

    String text(String name, String otherwise) {
        return has(name) ? values.get(name).getAsString() : otherwise;
    }

    double number(String name, double otherwise) {
        return has(name) ? values.get(name).getAsDouble() : otherwise;
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? values.get(name).getAsBoolean() : otherwise;
    }

    /** The value for a level: one number for all of them, or a list. */
    int integer(String name, int level, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonElement value = values.get(name);
        if (value.isJsonArray() && level >= value.getAsJsonArray().size()) {
            throw Problem.invalid(file + " gives " + name + " no value for level " + level, "check that it belongs to this checkpoint");
        }
        return value.isJsonArray() ? value.getAsJsonArray().get(level).getAsInt() : value.getAsInt();
    }

    /** The rows of a matrix, then a vector as the last row. */
    List<List<Double>> rows(String matrix, String vector) {
        var rows = new ArrayList<List<Double>>();
        values.getAsJsonArray(matrix).forEach(row -> rows.add(numbers(row.getAsJsonArray())));
        rows.add(numbers(values.getAsJsonArray(vector)));
        return rows;
    }

    private static List<Double> numbers(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsDouble).toList();
    }
}
