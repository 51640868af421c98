package mezzotint.sdapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mezzotint.sdapi.fields.Field;
import mezzotint.sdapi.fields.Fields;

/**
 * An option of AUTOMATIC1111's {@code /sdapi/v1/options}: its type, what it may be, and whether anything here reads it.
 *
 * @param field its type, bounds and default
 * @param choices all that it may be; empty where anything of its type will do
 */
record Option(Field field, List<String> choices, Use use) {

    /** What this workbench does with an option. */
    enum Use {
        /** It has the same effect here. */
        HERE,
        /** It would change a picture in A1111, and nothing here reads it: this is said in the notes of each picture. */
        PICTURE,
        /** It is about A1111's page, files or memory: it is stored and given back. */
        KEPT
    }

    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_LIST = 100;

    /** A line of the table of options. */
    private record Line(Object fallback, Double min, Double max, List<String> choices, String use) {

        private static Line of(Map<String, Object> line) {
            return new Line(line.get("default"), number(line.get("min")), number(line.get("max")), choices(line.get("choices")),
                    String.valueOf(line.getOrDefault("use", "kept")));
        }

        private static Double number(Object value) {
            return value instanceof Number n ? n.doubleValue() : null;
        }

        private static List<String> choices(Object value) {
            return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
        }

        private Option option(String name) {
            Field field = Field.of(name, type(), fallback);
            field = min == null ? field : field.from(min);
            field = max == null ? field : field.upTo(max);
            return new Option(field, choices, Use.valueOf(use.toUpperCase(Locale.ROOT)));
        }

        /** That of the default. */
        private Field.Type type() {
            if (fallback instanceof Boolean) {
                return Field.Type.TRUTH;
            }
            if (fallback instanceof Number) {
                return fallback instanceof Long ? Field.Type.WHOLE : Field.Type.NUMBER;
            }
            return fallback instanceof List ? Field.Type.LIST : Field.Type.TEXT;
        }
    }

    /** All that AUTOMATIC1111 1.10 has, by name. */
    static Map<String, Option> table() {
        Gson gson = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();
        try (Reader in = new InputStreamReader(Option.class.getResourceAsStream("options.json"), StandardCharsets.UTF_8)) {
            Map<String, Map<String, Object>> lines = gson.fromJson(in, new TypeToken<LinkedHashMap<String, Map<String, Object>>>() {}.getType());
            var table = new LinkedHashMap<String, Option>();
            lines.forEach((name, line) -> table.put(name, Line.of(line).option(name)));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as this option's; a choice is spelled as in the table. */
    Optional<Object> read(Object value) {
        return field.read(value).filter(read -> field.fault(read).isEmpty()).flatMap(this::within);
    }

    private Optional<Object> within(Object read) {
        if (read instanceof String text) {
            return choices.isEmpty() ? Optional.<Object>of(text).filter(t -> text.length() <= LONGEST_TEXT)
                    : choices.stream().filter(text::equalsIgnoreCase).map(choice -> (Object) choice).findFirst();
        }
        return Optional.of(read).filter(r -> !(r instanceof List<?> list) || isShort(list));
    }

    private static boolean isShort(List<?> list) {
        return list.size() <= LONGEST_LIST && list.stream().allMatch(each -> each instanceof String text && text.length() <= LONGEST_TEXT);
    }

    /** What it may be, for who gave something else. */
    String needed() {
        if (!choices.isEmpty()) {
            return "choose among " + String.join(", ", choices);
        }
        return switch (field.type()) {
            case TEXT -> "give a text of at most " + LONGEST_TEXT + " characters";
            case TRUTH -> "give true or false";
            case LIST -> "give a list of at most " + LONGEST_LIST + " texts";
            default -> "give a " + (field.type() == Field.Type.WHOLE ? "whole " : "") + "number" + field.bounds();
        };
    }

    /** Whether a value asks for something that nothing here does. */
    boolean isInVain(Object value) {
        return use == Use.PICTURE && !value.equals(field.fallback()) && !(value instanceof String text && Fields.isNothing(text));
    }
}
