package mezzotint.rest.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.plugin.Schema;
import org.osgi.framework.Bundle;

/** The JSON Schema of records as the API shows them, so that descriptions need not repeat what the code says. */
final class RecordSchema {

    private static final String NAME = "x-record";

    private RecordSchema() {}

    /**
     * A description in which each object with {@code x-record} has become the schema of that record;
     * what stands beside it is added, and counts more.
     *
     * @param bundle that knows the records
     * @throws Problem of kind {@code INVALID} if there is no such record
     */
    static Object expanded(Object value, Bundle bundle) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(each -> expanded(each, bundle)).toList());
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, each) -> out.put((String) key, expanded(each, bundle)));
        return out.remove(NAME) instanceof String name ? ApiDescription.merged(out, of(record(name, bundle))) : out;
    }

    private static Class<? extends Record> record(String name, Bundle bundle) {
        try {
            return bundle.loadClass(name).asSubclass(Record.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new Problem(Problem.Kind.INVALID, NAME + " is " + name, "name a record that the bundle can load", e);
        }
    }

    /** Of parameters what the form is drawn from; of any other record its components, which are all there unless they are optional. */
    static Map<String, Object> of(Class<? extends Record> type) {
        if (Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0)) {
            return Schema.of(type);
        }
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent part : type.getRecordComponents()) {
            properties.put(part.getName(), of(part.getGenericType()));
            if (part.getType() != Optional.class) {
                required.add(part.getName());
            }
        }
        return new LinkedHashMap<>(Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false));
    }

    private static Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType of) {
            boolean many = Collection.class.isAssignableFrom((Class<?>) of.getRawType());
            Map<String, Object> one = of(of.getActualTypeArguments()[0]);
            return many ? Map.of("type", "array", "items", one) : one;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        if (plain.isEnum()) {
            return Map.of("type", "string", "enum", Arrays.stream(plain.getEnumConstants()).map(c -> c.toString().toLowerCase(Locale.ROOT)).toList());
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        return Map.of("type", plain == int.class || plain == long.class ? "integer" : plain == double.class ? "number" : plain == boolean.class ? "boolean" : "string");
    }
}
