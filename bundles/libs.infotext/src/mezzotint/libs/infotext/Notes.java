package mezzotint.libs.infotext;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.libs.infotext.program.Tree;

/** The JSON object that a program left in a picture. It knows what of it was read: the rest is left, by name. */
public final class Notes {

    private final JsonObject json;
    private final Set<String> read = new HashSet<>();
    private final Map<String, Notes> parts = new LinkedHashMap<>();

    public Notes(JsonObject json) {
        this.json = json;
    }

    /** The first of these that is a text, a number or a truth value; empty where there is none. */
    public String text(String... names) {
        for (String name : names) {
            String value = Tree.text(json, name);
            if (!value.isEmpty()) {
                read.add(name);
                return value;
            }
        }
        return "";
    }

    /** Whether there is a text, a number or a truth value. */
    public boolean has(String name) {
        return !Tree.text(json, name).isEmpty();
    }

    /** A value, which does not count as read by that; null if there is none. */
    public JsonElement peek(String name) {
        return json.get(name);
    }

    /** An object within this one, whose keys are read one by one; empty where there is none. */
    public Notes part(String name) {
        if (!(json.get(name) instanceof JsonObject object)) {
            return new Notes(new JsonObject());
        }
        return parts.computeIfAbsent(name, key -> new Notes(object));
    }

    /** Keys that say nothing about the picture. */
    public void ignore(String... names) {
        read.addAll(List.of(names));
    }

    /** Keys that were read and not used. */
    public void forget(String... names) {
        List.of(names).forEach(read::remove);
    }

    /** What nobody read and says something, by its key; that of an object within by both keys, {@code model.hash}. */
    public Map<String, Object> left() {
        var left = new LinkedHashMap<String, Object>();
        json.entrySet().forEach(e -> {
            if (parts.containsKey(e.getKey())) {
                parts.get(e.getKey()).left().forEach((name, value) -> left.put(e.getKey() + "." + name, value));
            } else if (!read.contains(e.getKey()) && Tree.says(e.getValue())) {
                left.put(e.getKey(), Tree.brief(e.getValue()));
            }
        });
        return left;
    }
}
