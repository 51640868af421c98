package mezzotint.manage;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.plugin.Problem;

/** Settings as a map of plain values: {@code {PID: {"steps:Integer": 5, "label": "a text", "names:String[]": ["a", "b"]}}}. */
public final class SettingsMap {

    /** Names that the configuration service itself puts in. */
    public static final Set<String> RESERVED = Set.of("service.pid", "service.factoryPid", "service.bundleLocation");

    private static final String ADVICE = "send it as it was exported";

    private SettingsMap() {}

    static Map<String, Object> of(PluginSettings settings) {
        var out = new LinkedHashMap<String, Object>();
        settings.configurations().forEach((pid, values) -> {
            var plain = new LinkedHashMap<String, Object>();
            values.forEach((name, value) -> plain.put(key(name, value), of(value)));
            out.put(pid, plain);
        });
        return out;
    }

    /** A text names its type only where its name could be read in another way. */
    private static String key(String name, Setting value) {
        return value.type().equals("String") && !name.contains(":") ? name : name + ":" + value.type();
    }

    private static Object of(Setting value) {
        List<Object> plain = value.elements().stream().map(SettingsMap::plain).toList();
        return value.several() ? plain : plain.get(0);
    }

    /** What JSON cannot say without loss is a text. */
    private static Object plain(Object value) {
        boolean whole = value instanceof Integer || value instanceof Boolean || value instanceof Double number && Double.isFinite(number);
        return whole ? value : String.valueOf(value);
    }

    /**
     * The settings that {@link #of} wrote.
     *
     * @throws Problem of kind {@code INVALID} if they are none
     */
    static PluginSettings read(Map<?, ?> map) {
        var all = new TreeMap<String, Map<String, Setting>>();
        map.forEach((pid, values) -> {
            var settings = new TreeMap<String, Setting>(String.CASE_INSENSITIVE_ORDER); // as the configuration service compares them
            ((Map<?, ?>) values).forEach((key, value) -> {
                if (settings.put(name((String) key), setting((String) key, value)) != null) {
                    throw Problem.invalid("the profile sets " + name((String) key) + " twice under " + pid, ADVICE);
                }
            });
            all.put(pid((String) pid), settings);
        });
        return new PluginSettings(all);
    }

    /** One with {@code |} is for a single bundle: no component asks for it by that name. */
    private static String pid(String pid) {
        if (pid.isBlank() || pid.contains("..") || pid.matches("(?s).*[/|\\\\\\p{Cntrl}].*")) {
            throw Problem.invalid("the PID of a configuration in the profile is " + pid, ADVICE);
        }
        return pid;
    }

    private static String name(String key) {
        String name = key.contains(":") ? key.substring(0, key.lastIndexOf(':')) : key;
        if (name.isBlank() || RESERVED.stream().anyMatch(name::equalsIgnoreCase)) {
            throw Problem.invalid("a setting in the profile is called " + name, ADVICE);
        }
        return name;
    }

    private static Setting setting(String key, Object value) {
        String type = key.contains(":") ? key.substring(key.lastIndexOf(':') + 1) : "String";
        List<?> values = value instanceof List<?> several ? several : List.of(value);
        return new Setting(type, values.stream().map(v -> text(v, type)).toList());
    }

    /** Readers of JSON make decimal numbers of whole ones. */
    private static String text(Object value, String type) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw Problem.invalid("a setting of the type " + type + " is " + value, ADVICE);
        }
        if (!(value instanceof Number) || type.matches(".*([Dd]ouble|[Ff]loat).*")) {
            return value.toString();
        }
        try {
            return new BigDecimal(value.toString()).toBigIntegerExact().toString();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Problem(Problem.Kind.INVALID, "a setting of the type " + type + " is " + value, ADVICE, e);
        }
    }
}
