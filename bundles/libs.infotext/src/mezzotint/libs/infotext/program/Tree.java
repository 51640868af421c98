package mezzotint.libs.infotext.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.Problem;

/** JSON that other programs left in a picture; nothing in it is sure to be there. */
public final class Tree {

    /** Longer JSON is refused: as a tree it takes a hundred times its memory. */
    private static final int LONGEST = 2 << 20;
    private static final int DEEPEST = 100;
    /** Characters of a value that is shown. */
    private static final int BRIEF = 200;

    private Tree() {}

    /** @throws Problem of kind {@code INVALID} if it is no JSON object; of kind {@code TOO_LARGE} */
    static JsonObject parse(String program, String json) {
        return object(json).orElseThrow(() ->
                Problem.invalid("what " + program + " left in the picture is no JSON object", "take an undamaged copy of it"));
    }

    /**
     * The object that a text is, if it is one.
     *
     * @throws Problem of kind {@code TOO_LARGE} if it begins like one and is too long, or too deep
     */
    public static Optional<JsonObject> object(String text) {
        String json = text.strip();
        if (!json.startsWith("{")) {
            return Optional.empty();
        }
        check(json);
        // Python writes NaN where a node has no value, which JSON does not know.
        try (var reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.LENIENT);
            JsonElement element = JsonParser.parseReader(reader);
            boolean whole = json.endsWith("}") && reader.peek() == JsonToken.END_DOCUMENT;
            return whole && element.isJsonObject() && isQuoted(json) ? Optional.of(element.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException | IOException e) {
            return Optional.empty();
        }
    }

    /** Whether its first key stands in quotes; the alternatives of a prompt, {@code {a|b}}, do not. */
    private static boolean isQuoted(String json) {
        return json.substring(1).stripLeading().startsWith("\"") || json.substring(1).stripLeading().startsWith("}");
    }

    private static void check(String json) {
        if (json.length() > LONGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the JSON in the picture has " + json.length() + " characters", "at most " + LONGEST + " are read");
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
            if (depth > DEEPEST) {
                throw new Problem(Problem.Kind.TOO_LARGE, "the JSON in the picture is nested deeper than " + DEEPEST + " levels",
                        "take the picture as the program that made it saved it");
            }
        }
    }

    public static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    /** A text, a number or a truth value; empty where there is none. */
    public static String text(JsonObject parent, String... names) {
        for (String name : names) {
            if (parent.get(name) instanceof JsonPrimitive value) {
                return value.getAsString();
            }
        }
        return "";
    }

    /** Whether a value says anything: null and what is empty do not. */
    public static boolean says(JsonElement value) {
        return !(value == null || value instanceof JsonNull || value instanceof JsonArray list && list.isEmpty()
                || value instanceof JsonObject object && object.size() == 0
                || value instanceof JsonPrimitive plain && plain.isString() && plain.getAsString().isBlank());
    }

    /** A value in few words. */
    public static String brief(JsonElement value) {
        return brief(value instanceof JsonPrimitive plain ? plain.getAsString() : value.toString());
    }

    public static String brief(String text) {
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "\u2026";
    }

    /** Puts a fact if there is one. */
    static void put(Map<String, Object> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
