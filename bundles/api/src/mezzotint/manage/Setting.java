package mezzotint.manage;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/**
 * A value of one of the types that OSGi's configurations have, as text that loses nothing.
 *
 * @param type {@code String}, {@code Integer}, {@code Long}, {@code Float}, {@code Double}, {@code Byte}, {@code Short}, {@code Character} or
 *     {@code Boolean}; of several values {@code Integer[]}, {@code int[]} or {@code Collection<Integer>}
 * @param values one, unless the type is of several
 */
public record Setting(String type, List<String> values) {

    private static final Map<String, Function<String, Object>> READERS = Map.of("String", s -> s, "Integer", Integer::valueOf, "Long", Long::valueOf,
            "Float", Float::valueOf, "Double", Double::valueOf, "Byte", Byte::valueOf, "Short", Short::valueOf, "Character", Setting::character,
            "Boolean", Setting::truth);
    /** Arrays may be of these too. */
    private static final Map<String, String> BOXED = Map.of("int", "Integer", "long", "Long", "float", "Float", "double", "Double", "byte", "Byte",
            "short", "Short", "char", "Character", "boolean", "Boolean");
    private static final Map<String, Class<?>> ELEMENTS = Stream.of(String.class, Integer.class, Long.class, Float.class, Double.class, Byte.class,
            Short.class, Character.class, Boolean.class, int.class, long.class, float.class, double.class, byte.class, short.class, char.class,
            boolean.class).collect(Collectors.toMap(Class::getSimpleName, c -> c));
    private static final String ADVICE = "send it as it was exported";
    private static final String ARRAY = "[]";
    private static final String COLLECTION = "Collection<";

    /** @throws Problem of kind {@code INVALID} if there is no such type, or a value is not of it */
    public Setting {
        String element = element(type);
        boolean several = !type.equals(element);
        boolean known = READERS.containsKey(element) || BOXED.containsKey(element) && type.endsWith(ARRAY);
        if (!known || values.size() != 1 && !several) {
            throw Problem.invalid("a setting has " + values.size() + " values of the type " + type, ADVICE);
        }
        values = values.stream().map(v -> String.valueOf(read(v, element))).toList();
    }

    /** @param value as a configuration has it */
    public static Setting of(Object value) {
        if (value.getClass().isArray()) {
            List<String> values = IntStream.range(0, Array.getLength(value)).mapToObj(i -> String.valueOf(Array.get(value, i))).toList();
            return new Setting(value.getClass().getSimpleName(), values);
        }
        if (value instanceof Collection<?> several) {
            String element = several.stream().findFirst().map(v -> v.getClass().getSimpleName()).orElse("String");
            return new Setting(COLLECTION + element + ">", several.stream().map(String::valueOf).toList());
        }
        return new Setting(value.getClass().getSimpleName(), List.of(value.toString()));
    }

    /** The value as a configuration has it. */
    public Object value() {
        List<Object> all = elements();
        if (!type.endsWith(ARRAY)) {
            return type.startsWith(COLLECTION) ? all : all.get(0);
        }
        Object array = Array.newInstance(ELEMENTS.get(element(type)), all.size());
        IntStream.range(0, all.size()).forEach(i -> Array.set(array, i, all.get(i)));
        return array;
    }

    /** The values, each of its type; the only one where there is one. */
    List<Object> elements() {
        return values.stream().map(v -> read(v, element(type))).toList();
    }

    /** Whether there may be none or several. */
    boolean several() {
        return !type.equals(element(type));
    }

    /** The value as it stands in a sentence; texts are quoted. */
    public String words() {
        List<String> words = values.stream().map(v -> element(type).equals("String") ? '"' + v + '"' : v).toList();
        return several() ? words.toString() : words.get(0);
    }

    private static String element(String type) {
        if (type.startsWith(COLLECTION) && type.endsWith(">")) {
            return type.substring(COLLECTION.length(), type.length() - 1);
        }
        return type.endsWith(ARRAY) ? type.substring(0, type.length() - ARRAY.length()) : type;
    }

    private static Object read(String text, String element) {
        try {
            return READERS.get(BOXED.getOrDefault(element, element)).apply(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.INVALID, "a setting of the type " + element + " is " + text, ADVICE, e);
        }
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    private static Object truth(String text) {
        if (!Arrays.asList("true", "false").contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }
}
