package mezzotint.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import mezzotint.plugin.Problem;

/**
 * Whether a value is as JSON Schema wants it, as far as inputs of tools need: texts, whole numbers, lists of texts.
 *
 * @param name of the argument, for sentences
 */
record ArgumentCheck(String name, JsonObject schema) {

    /** @throws Problem of kind {@code INVALID} */
    void check(JsonElement value) {
        switch (schema.get("type").getAsString()) {
            case "string" -> text(value);
            case "integer" -> whole(value);
            case "array" -> list(value);
            default -> throw new IllegalStateException(name + " has a type that is not checked: " + schema.get("type"));
        }
    }

    private void text(JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive) || !primitive.isString()) {
            throw Problem.invalid(name + " is " + RpcError.shown(value), "give a text");
        }
        within("characters", value.getAsString().strip().length(), "minLength", "maxLength");
        if (schema.has("format")) {
            day(value.getAsString());
        }
    }

    private void day(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Problem(Problem.Kind.INVALID, name + " is " + RpcError.shown(text), "give a day, as in 2026-11-30", e);
        }
    }

    private void whole(JsonElement value) {
        int least = schema.get("minimum").getAsInt();
        int most = schema.get("maximum").getAsInt();
        boolean number = value instanceof JsonPrimitive primitive && primitive.isNumber() && primitive.getAsString().matches("-?\\d{1,9}");
        if (!number || value.getAsInt() < least || value.getAsInt() > most) {
            throw Problem.invalid(name + " is " + RpcError.shown(value), "give a whole number from " + least + " to " + most);
        }
    }

    private void list(JsonElement value) {
        if (!value.isJsonArray()) {
            throw Problem.invalid(name + " is " + RpcError.shown(value), "give a list of texts");
        }
        within("entries", value.getAsJsonArray().size(), "minItems", "maxItems");
        var entry = new ArgumentCheck("an entry of " + name, schema.getAsJsonObject("items"));
        value.getAsJsonArray().forEach(entry::check);
    }

    private void within(String what, int size, String least, String most) {
        int from = schema.has(least) ? schema.get(least).getAsInt() : 0;
        int to = schema.get(most).getAsInt();
        if (size < from || size > to) {
            throw Problem.invalid(name + " has " + size + " " + what, "give " + from + " to " + to);
        }
    }
}
