package mezzotint.sdapi.fields;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mezzotint.plugin.Param;

/**
 * A field of a request body.
 *
 * @param fallback its value where it is not sent, or sent as null
 * @param lowest smallest number allowed
 * @param highest largest number allowed
 */
public record Field(String name, Type type, Object fallback, double lowest, double highest) {

    /** What a field holds, with the words that pydantic 1 has for what it is not. */
    public enum Type {
        TEXT("str type expected", "type_error.str"),
        WHOLE("value is not a valid integer", "type_error.integer"),
        NUMBER("value is not a valid float", "type_error.float"),
        TRUTH("value could not be parsed to a boolean", "value_error.bool"),
        LIST("value is not a valid list", "type_error.list"),
        OBJECT("value is not a valid dict", "type_error.dict");

        private final String message;
        private final String code;

        Type(String message, String code) {
            this.message = message;
            this.code = code;
        }
    }

    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final List<String> TRUE = List.of("true", "1", "on", "t", "y", "yes");
    private static final List<String> FALSE = List.of("false", "0", "off", "f", "n", "no");

    public static Field of(String name, Type type, Object fallback) {
        return new Field(name, type, fallback, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    public Field from(double least) {
        return new Field(name, type, fallback, least, highest);
    }

    public Field upTo(double most) {
        return new Field(name, type, fallback, lowest, most);
    }

    /** The value as this field's type, read as generously as pydantic does; empty if it is of another. */
    public Optional<Object> read(Object value) {
        return Optional.ofNullable(switch (type) {
            case TEXT -> value instanceof String || value instanceof Number ? String.valueOf(value) : null;
            case WHOLE -> number(value) == null || isTooLarge(value) ? null : (Object) number(value).longValue();
            case NUMBER -> number(value) == null ? null : (Object) number(value).doubleValue();
            case TRUTH -> truth(value);
            case LIST -> value instanceof List ? value : null;
            case OBJECT -> value instanceof Map ? value : null;
        });
    }

    private Number number(Object value) {
        if (value instanceof Number n) {
            return type == Type.NUMBER ? finite(n.doubleValue()) : n;
        }
        if (type == Type.NUMBER && value instanceof String s && INFINITE.matcher(s.strip()).matches()) {
            return finite(s.strip().startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        String form = type == Type.WHOLE ? "[+-]?\\d{1,19}" : "[+-]?\\d{0,18}(\\.\\d{0,18})?([eE][+-]?\\d{1,3})?";
        return value instanceof String s && s.strip().matches(form) && s.matches(".*\\d.*")
                ? type == Type.WHOLE ? (Number) (isTooLarge(s) ? null : Long.valueOf(s.strip())) : (Number) finite(Double.parseDouble(s.strip())) : null;
    }

    /** Whether it is a whole number of more than 63 bits, which as a {@code long} would be another one. */
    private static boolean isTooLarge(Object value) {
        String text = String.valueOf(value).strip();
        return value instanceof Number n ? !(n instanceof Long) && Math.abs(n.doubleValue()) >= 0x1p63
                : text.matches("[+-]?\\d{19,40}") && new BigInteger(text).bitLength() > 63;
    }

    /** JSON has no word for infinity: the largest number stands for it. */
    private static double finite(double number) {
        return Double.isNaN(number) ? number : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }

    private static Object truth(Object value) {
        String word = value instanceof Number n ? Param.Text.of(n.doubleValue()) : String.valueOf(value).toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
    }

    /** What is wrong with a value that was read, in FastAPI's form; empty if nothing is. */
    public Optional<Map<String, Object>> fault(Object value) {
        if (!(value instanceof Number n)) {
            return Optional.empty();
        }
        double d = n.doubleValue();
        if (d < lowest || Double.isNaN(d)) {
            return Optional.of(fault("ensure this value is greater than or equal to " + limit(lowest), "value_error.number.not_ge"));
        }
        return d > highest ? Optional.of(fault("ensure this value is less than or equal to " + limit(highest), "value_error.number.not_le"))
                : Optional.empty();
    }

    /** That a value is of another type, or a whole number that is too large, in FastAPI's form. */
    Map<String, Object> wrongType(Object value) {
        return type == Type.WHOLE && isTooLarge(value)
                ? fault("ensure this value has at most 63 bits: it lies between -" + Long.MAX_VALUE + " and " + Long.MAX_VALUE, "value_error.number.not_le")
                : fault(type.message, type.code);
    }

    /** What the number may be, as in {@code from 1 to 100}; empty where it may be any. */
    public String bounds() {
        return (lowest == Double.NEGATIVE_INFINITY ? "" : " from " + limit(lowest)) + (highest == Double.POSITIVE_INFINITY ? "" : " to " + limit(highest));
    }

    private Map<String, Object> fault(String message, String code) {
        return Map.of("loc", List.of("body", name), "msg", message, "type", code);
    }

    private static String limit(double number) {
        return Param.Text.of(number);
    }
}
