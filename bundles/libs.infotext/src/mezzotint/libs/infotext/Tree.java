package mezzotint.libs.infotext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import mezzotint.plugin.Problem;

/** JSON that other programs left in a picture; nothing in it is sure to be there. */
final class Tree {

    private Tree() {}

    /** @throws Problem of kind {@code INVALID} if it is no JSON object */
    static JsonObject parse(String program, String json) {
        try {
            // Python writes NaN where a node has no value; no fact of ours is one.
            JsonElement element = JsonParser.parseString(json);
            if (element.isJsonObject()) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException | StackOverflowError e) {
            // Told below.
        }
        throw Problem.invalid("what " + program + " left in the picture is no JSON object", "take an undamaged copy of it");
    }

    static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    /** A text, a number or a truth value; empty where there is none. */
    static String text(JsonObject parent, String... names) {
        for (String name : names) {
            if (parent.get(name) instanceof JsonPrimitive value) {
                return value.getAsString();
            }
        }
        return "";
    }

    /** Puts a fact if there is one. */
    static void put(Map<String, Object> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
