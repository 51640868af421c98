package mezzotint.libs.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * A JSON object of a model: a configuration file, or an object in one. A key that is missing or null has the default that is asked
 * for; a value of another type or out of its range is a {@link Problem} of kind {@code INVALID} that names file and key, what was
 * found and what is needed. Immutable.
 */
public final class Config {

    /** Bytes of the largest file that is read: vocabularies have a few millions. */
    public static final int LONGEST = 64 << 20;

    private static final int SHOWN = 60;
    /** So many fit into an int whatever they are. */
    private static final int MOST_DIGITS = 9;
    /** Beyond, not every whole number is a double. */
    private static final double MOST_WHOLE = 0x1p53;

    private static final Gson PLAIN = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    private final String file;
    /** Where this object is in the file: empty, or a key with a point behind it. */
    private final String path;
    private final JsonObject values;

    private Config(String file, String path, JsonObject values) {
        this.file = file;
        this.path = path;
        this.values = values;
    }

    /** An object without values. */
    public static Config empty(String file) {
        return new Config(file, "", new JsonObject());
    }

    /** A file of a checkpoint, or an object without values where there is none. */
    public static Config of(Checkpoint checkpoint, String file) {
        return checkpoint.resource(file).map(bytes -> read(bytes, file)).orElseGet(() -> empty(file));
    }

    /** @param file its name, for messages */
    public static Config read(Path path, String file) throws IOException {
        if (Files.size(path) > LONGEST) {
            throw Problem.invalid(file + " has " + Files.size(path) + " bytes", "check that it is a configuration file: no such has over " + LONGEST);
        }
        return read(Files.readAllBytes(path), file);
    }

    /** @param file its name, for messages */
    public static Config read(byte[] bytes, String file) {
        WrongContent.refuse(file, bytes);
        var all = new JsonObject();
        JsonText.each(bytes, file, (key, value) -> all.add(key, JsonParser.parseReader(value)));
        return new Config(file, "", all);
    }

    /**
     * Reads a large object key by key, without holding all of it.
     *
     * @param part is given an object with one of the keys at a time, in their order
     */
    public static void each(byte[] bytes, String file, Consumer<Config> part) {
        JsonText.each(bytes, file, (key, value) -> part.accept(one(file, key, value)));
    }

    /**
     * Reads an object of many whole numbers from 0, as a vocabulary is, faster than {@link #each}.
     *
     * @param part is given each key with its number, in their order
     */
    public static void eachWhole(byte[] bytes, String file, ObjIntConsumer<String> part) {
        JsonText.each(bytes, file, (key, value) -> {
            String number = value.peek() == JsonToken.NUMBER ? value.nextString() : "";
            if (number.isEmpty() || number.length() > MOST_DIGITS || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                JsonElement found = number.isEmpty() ? JsonParser.parseReader(value) : new JsonPrimitive(number);
                throw new Config(file, "", object(key, found)).wrong(key, "a whole number from 0");
            }
            part.accept(key, Integer.parseInt(number));
        });
    }

    private static Config one(String file, String key, JsonReader value) {
        return new Config(file, "", object(key, JsonParser.parseReader(value)));
    }

    private static JsonObject object(String key, JsonElement value) {
        var object = new JsonObject();
        object.add(key, value);
        return object;
    }

    public String file() {
        return file;
    }

    public Set<String> keys() {
        return values.keySet();
    }

    /** Whether there is a value other than null. */
    public boolean has(String key) {
        return values.has(key) && !values.get(key).isJsonNull();
    }

    public boolean isText(String key) {
        return has(key) && values.get(key).isJsonPrimitive() && values.get(key).getAsJsonPrimitive().isString();
    }

    public boolean isList(String key) {
        return has(key) && values.get(key).isJsonArray();
    }

    public boolean isObject(String key) {
        return has(key) && values.get(key).isJsonObject();
    }

    public String text(String key, String otherwise) {
        if (has(key) && !isText(key)) {
            throw wrong(key, "a text");
        }
        return has(key) ? values.get(key).getAsString() : otherwise;
    }

    /** One of these texts. */
    public String text(String key, String otherwise, List<String> allowed) {
        String text = text(key, otherwise);
        if (!allowed.contains(text)) {
            throw wrong(key, "one of " + allowed);
        }
        return text;
    }

    public boolean flag(String key, boolean otherwise) {
        boolean is = has(key) && values.get(key).isJsonPrimitive() && values.get(key).getAsJsonPrimitive().isBoolean();
        if (has(key) && !is) {
            throw wrong(key, "true or false");
        }
        return has(key) ? values.get(key).getAsBoolean() : otherwise;
    }

    /** A finite number. */
    public double number(String key, double otherwise) {
        return has(key) ? finite(key, values.get(key), "a number") : otherwise;
    }

    /** A finite number above 0. */
    public double positive(String key, double otherwise) {
        double value = number(key, otherwise);
        if (value <= 0) {
            throw wrong(key, "a number above 0");
        }
        return value;
    }

    /** A whole number between two others, both included. */
    public int whole(String key, int otherwise, int least, int most) {
        return has(key) ? between(key, values.get(key), least, most) : otherwise;
    }

    /** The value for a level: one whole number for all of them, or a list. */
    public int whole(String key, int level, int otherwise, int least, int most) {
        if (!isList(key)) {
            return whole(key, otherwise, least, most);
        }
        JsonArray list = values.getAsJsonArray(key);
        if (level >= list.size()) {
            throw wrong(key, "a value for each of the model's levels");
        }
        return between(key, list.get(level), least, most);
    }

    /** A list of finite numbers; empty where there is none. */
    public List<Double> numbers(String key) {
        return elements(key, "a list of numbers").stream().map(e -> finite(key, e, "a list of numbers")).toList();
    }

    /** A list of whole numbers from 0; empty where there is none. */
    public List<Long> wholes(String key) {
        String need = "a list of whole numbers from 0";
        return elements(key, need).stream().map(e -> {
            double number = finite(key, e, need);
            if (number < 0 || number != Math.rint(number) || number > MOST_WHOLE) {
                throw wrong(key, need);
            }
            return (long) number;
        }).toList();
    }

    /** A list of lists of as many finite numbers each; empty where there is none. */
    public List<List<Double>> rows(String key, int width) {
        String need = "a list of lists of " + width + " numbers";
        var rows = new ArrayList<List<Double>>();
        for (JsonElement row : elements(key, need)) {
            if (!row.isJsonArray() || row.getAsJsonArray().size() != width) {
                throw wrong(key, need);
            }
            rows.add(row.getAsJsonArray().asList().stream().map(e -> finite(key, e, need)).toList());
        }
        return rows;
    }

    /** A list of texts, of which a null is an empty one; empty where there is none. */
    public List<Optional<String>> texts(String key) {
        var texts = new ArrayList<Optional<String>>();
        for (JsonElement e : elements(key, "a list of texts")) {
            if (!e.isJsonNull() && !(e.isJsonPrimitive() && e.getAsJsonPrimitive().isString())) {
                throw wrong(key, "a list of texts");
            }
            texts.add(e.isJsonNull() ? Optional.empty() : Optional.of(e.getAsString()));
        }
        return texts;
    }

    /** An object within this one; without values where there is none. */
    public Config object(String key) {
        if (has(key) && !isObject(key)) {
            throw wrong(key, "an object");
        }
        return new Config(file, path + key + ".", has(key) ? values.getAsJsonObject(key) : new JsonObject());
    }

    /** The value as Java has it: a text, a {@code Long} or {@code Double}, a {@code Boolean}, a list, a map; null where there is none. */
    public Object plain(String key) {
        try {
            return PLAIN.fromJson(values.get(key), Object.class);
        } catch (JsonParseException e) {
            throw wrong(key, "of numbers that fit into 64 bits");
        }
    }

    /** The value as it stands in the file, shortened; for messages. */
    public String found(String key) {
        String json = values.has(key) ? values.get(key).toString() : "missing";
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "..";
    }

    /** That a value cannot be: @param needed what it has to be, as in {@code a number above 0} */
    public Problem wrong(String key, String needed) {
        return Problem.invalid(file + ": " + path + key + " is " + found(key) + ", but has to be " + needed, "correct it, or download the model again");
    }

    /** That nothing here does yet what a value asks for. */
    public Problem unsupported(String key, String does) {
        return new Problem(Problem.Kind.UNSUPPORTED, file + ": " + path + key + " is " + found(key) + "; " + does, "use a model without it");
    }

    private List<JsonElement> elements(String key, String need) {
        if (has(key) && !isList(key)) {
            throw wrong(key, need);
        }
        JsonArray list = has(key) ? values.getAsJsonArray(key) : new JsonArray();
        return IntStream.range(0, list.size()).mapToObj(list::get).toList();
    }

    private double finite(String key, JsonElement value, String need) {
        boolean is = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
        double number = is ? value.getAsDouble() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw wrong(key, need);
        }
        return number;
    }

    private int between(String key, JsonElement value, int least, int most) {
        String need = most == Integer.MAX_VALUE ? "a whole number from " + least : "a whole number from " + least + " to " + most;
        double number = finite(key, value, need);
        if (number != Math.rint(number) || number < least || number > most) {
            throw wrong(key, need);
        }
        return (int) number;
    }
}
