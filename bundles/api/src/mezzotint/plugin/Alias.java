package mezzotint.plugin;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another name of a plugin, and the parameters that whoever uses it means: {@code DPM++ 2M SDE Heun (solver=heun)} is DPM++ 2M SDE
 * with another solver. Several are parted by spaces.
 *
 * @param params values by name; a number, true, false, or else a text
 */
public record Alias(String name, Map<String, Object> params) {

    private static final Pattern WITH_PARAMS = Pattern.compile("(.*\\S)\\s*\\((\\w+=\\S+(?: \\w+=\\S+)*)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    public Alias {
        params = Collections.unmodifiableMap(new TreeMap<>(params));
    }

    /** An alias as {@link Plugin#aliases} spells it. */
    public static Alias of(String text) {
        Matcher parts = WITH_PARAMS.matcher(text);
        if (!parts.matches()) {
            return new Alias(text, Map.of());
        }
        var params = new TreeMap<String, Object>();
        Arrays.stream(parts.group(2).split(" ")).map(p -> p.split("=", 2)).forEach(p -> params.put(p[0], value(p[1])));
        return new Alias(parts.group(1), params);
    }

    private static Object value(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }
}
