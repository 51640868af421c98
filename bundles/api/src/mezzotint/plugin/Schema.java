package mezzotint.plugin;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The JSON Schema (2020-12) of parameter records, as maps that any JSON library writes. */
public final class Schema {

    private Schema() {}

    /** An object schema with a property for each component, in their order, each with its default. */
    public static Map<String, Object> of(Class<? extends Record> type) {
        Record defaults = Parameters.defaults(type);
        var properties = new LinkedHashMap<String, Object>();
        for (RecordComponent part : type.getRecordComponents()) {
            properties.put(part.getName(), property(part, Parameters.value(part, defaults)));
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(RecordComponent part, Object value) {
        var out = new LinkedHashMap<String, Object>();
        out.put("type", kind(part.getType()));
        if (part.getType().isEnum()) {
            out.put("enum", Arrays.stream(part.getType().getEnumConstants()).map(Schema::spelled).toList());
        }
        Param param = part.getAnnotation(Param.class);
        if (param != null) {
            describe(param, out);
        }
        out.put("default", value instanceof Enum<?> e ? spelled(e) : value);
        return out;
    }

    private static void describe(Param param, Map<String, Object> out) {
        out.put("title", param.label());
        putIf(!param.help().isEmpty(), "description", param.help(), out);
        putIf(Double.isFinite(param.min()), "minimum", param.min(), out);
        putIf(Double.isFinite(param.max()), "maximum", param.max(), out);
        putIf(param.step() > 0, "x-step", param.step(), out);
        putIf(!param.unit().isEmpty(), "x-unit", param.unit(), out);
        putIf(!param.format().isEmpty(), "format", param.format(), out);
    }

    private static void putIf(boolean known, String name, Object value, Map<String, Object> out) {
        if (known) {
            out.put(name, value);
        }
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "integer";
        }
        return type == boolean.class ? "boolean" : type == double.class ? "number" : "string";
    }

    private static String spelled(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
