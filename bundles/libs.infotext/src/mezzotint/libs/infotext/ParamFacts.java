package mezzotint.libs.infotext;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.plugin.Names;
import mezzotint.plugin.Param;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;

/** Parameters of plugins as facts, by the names that {@link Param#infotext} gives them. */
public final class ParamFacts {

    /** How the format of a parameter begins that names a file. */
    private static final String FILE = "file:";

    private ParamFacts() {}

    /**
     * The facts that parameters are written as; those with their default, and without a name, are left out.
     *
     * @param params values by name
     * @throws Problem of kind {@code INVALID} if they are none of the record's
     */
    public static Map<String, Object> of(Class<? extends Record> type, Map<String, Object> params) {
        Record set = Parameters.read(type, params);
        Record defaults = Parameters.defaults(type);
        var facts = new LinkedHashMap<String, Object>();
        for (RecordComponent part : type.getRecordComponents()) {
            Object value = value(part, set);
            if (name(part).isPresent() && !value.equals(value(part, defaults))) {
                facts.put(name(part).get(), written(part, value));
            }
        }
        return facts;
    }

    /**
     * The value of one parameter, also where it is the default; empty if the record has none of that name.
     *
     * @throws Problem of kind {@code INVALID} if the values are none of the record's
     */
    public static Optional<Object> value(Class<? extends Record> type, Map<String, Object> params, String name) {
        Record set = Parameters.read(type, params);
        return Arrays.stream(type.getRecordComponents()).filter(part -> part.getName().equals(name)).findFirst().map(part -> value(part, set));
    }

    /**
     * The parameters that facts name, where the value fits.
     *
     * @return values by name, also where a value is the default
     */
    public static Map<String, Object> params(Class<? extends Record> type, Map<String, Object> facts) {
        var params = new TreeMap<String, Object>();
        for (RecordComponent part : type.getRecordComponents()) {
            name(part).map(facts::get).flatMap(fact -> read(type, part, String.valueOf(fact).strip()))
                    .ifPresent(value -> params.put(part.getName(), value));
        }
        return params;
    }

    /** The names of all parameters of a record. */
    public static Set<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).collect(Collectors.toSet());
    }

    /** The kinds of files that parameters of a record name, by the names of the parameters. */
    public static Map<String, String> files(Class<? extends Record> type) {
        var kinds = new LinkedHashMap<String, String>();
        for (RecordComponent part : type.getRecordComponents()) {
            Param param = part.getAnnotation(Param.class);
            if (param != null && param.format().startsWith(FILE)) {
                kinds.put(part.getName(), param.format().substring(FILE.length()));
            }
        }
        return kinds;
    }

    /** The name of a parameter in infotext, if it has one. */
    public static Optional<String> name(RecordComponent part) {
        Param param = part.getAnnotation(Param.class);
        return param == null || param.infotext().length == 0 ? Optional.empty() : Optional.of(param.infotext()[0]);
    }

    /** What AUTOMATIC1111 calls some of the values, by what we call them. */
    private static Map<String, String> words(RecordComponent part) {
        var words = new LinkedHashMap<String, String>();
        Arrays.stream(part.getAnnotation(Param.class).infotext()).skip(1).map(word -> word.split("=", 2)).forEach(word -> words.put(word[0], word[1]));
        return words;
    }

    private static Object written(RecordComponent part, Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) ? Param.Text.of(number) : number;
        }
        String own = value.toString().toLowerCase(Locale.ROOT);
        return value instanceof Boolean ? words(part).getOrDefault(own, InfotextWriter.text(value)) : words(part).getOrDefault(own, own);
    }

    private static Optional<Object> read(Class<? extends Record> type, RecordComponent part, String text) {
        String own = words(part).entrySet().stream().filter(word -> Names.key(word.getValue()).equals(Names.key(text))).map(Map.Entry::getKey)
                .findFirst().orElse(text);
        try {
            Object value = parsed(part.getType(), own);
            Parameters.read(type, Map.of(part.getName(), value));
            return Optional.of(value);
        } catch (Problem | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Object parsed(Class<?> type, String text) {
        if (type == boolean.class && text.matches("(?i)true|false")) {
            return Boolean.valueOf(text);
        }
        return type == double.class ? (Object) Double.valueOf(text) : type == int.class || type == long.class
                ? (Object) Long.valueOf(text.replaceFirst("\\.0+$", "")) : text;
    }

    private static Object value(RecordComponent part, Record from) {
        try {
            return part.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
