package mezzotint.libs.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Collectors;

/** Fields of JSON as facts have them. */
public final class JsonFields {

    private JsonFields() {}

    /** A plain value as a text; null where it is not there, or is none. */
    public static String text(JsonObject object, String key) {
        return object.has(key) && object.get(key).isJsonPrimitive() ? object.get(key).getAsString() : null;
    }

    /** The values of a list in their order by letters, with commas between. */
    public static String list(JsonArray values) {
        return values.asList().stream().map(JsonElement::getAsString).sorted().collect(Collectors.joining(", "));
    }
}
