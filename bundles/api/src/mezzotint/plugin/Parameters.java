package mezzotint.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads parameter records: their type, their defaults, and the values a user sets. A component is
 * an {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String} or an enum.
 */
public final class Parameters {

    private Parameters() {}

    /** The parameter record of a hook, from the type argument its class gives. */
    public static Class<? extends Record> type(Object hook) {
        return hook instanceof Guarded guarded ? guarded.guardedParameters() : typeOf(hook.getClass());
    }

    /** The parameter record of the hooks of a class. */
    public static Class<? extends Record> typeOf(Class<?> hook) {
        for (Class<?> c = hook; c != null; c = c.getSuperclass()) {
            for (Type t : c.getGenericInterfaces()) {
                if (t instanceof ParameterizedType p
                        && p.getRawType() instanceof Class<?> raw
                        && Hook.class.isAssignableFrom(raw)
                        && p.getActualTypeArguments()[0] instanceof Class<?> r
                        && r.isRecord()) {
                    return r.asSubclass(Record.class);
                }
            }
        }
        return None.class;
    }

    /** The record as its no-argument constructor makes it. */
    public static <P extends Record> P defaults(Class<P> type) {
        return make(type, new Class<?>[0], new Object[0]);
    }

    /** The parameters of a hook with the given values in place of some defaults, as {@link #read(Class, Map)}. */
    @SuppressWarnings("unchecked")
    public static <P extends Record> P of(Hook<P> hook, Map<String, Object> values) {
        return read((Class<P>) type(hook), values);
    }

    /**
     * The defaults, with the given values in place of some.
     *
     * @throws Problem of kind {@code INVALID} if a name is unknown, or a value of the wrong type or
     *     out of its range
     */
    public static <P extends Record> P read(Class<P> type, Map<String, Object> values) {
        P defaults = defaults(type);
        List<RecordComponent> parts = List.of(type.getRecordComponents());
        var unknown = new TreeSet<>(values.keySet());
        parts.forEach(p -> unknown.remove(p.getName()));
        if (!unknown.isEmpty()) {
            throw Problem.invalid("no parameter is called " + unknown.first(),
                    parts.isEmpty() ? "leave it out: there are none to set" : "choose among " + parts.stream().map(RecordComponent::getName).toList());
        }
        Object[] args = parts.stream()
                .map(p -> values.containsKey(p.getName()) ? convert(p, values.get(p.getName())) : value(p, defaults))
                .toArray();
        return make(type, parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new), args);
    }

    /** The value of a component of a record. */
    static Object value(RecordComponent part, Record from) {
        try {
            return part.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object convert(RecordComponent part, Object value) {
        Class<?> type = part.getType();
        if (type.isEnum() && !type.isInstance(value)) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(e -> value instanceof String s && Names.key(e.toString()).equals(Names.key(s)))
                    .findFirst()
                    .orElseThrow(() -> wrong(part, value, "choose among "
                            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
        }
        if (type.isPrimitive() && type != boolean.class) {
            return number(part, value);
        }
        boolean fits = type == boolean.class ? value instanceof Boolean : type.isInstance(value);
        if (!fits) {
            throw wrong(part, value, type == boolean.class ? "give true or false" : "give a text");
        }
        if (isColor(part) && !((String) value).matches("(#[0-9a-fA-F]{6})?")) {
            throw wrong(part, value, "give a colour as #c06040");
        }
        return value;
    }

    private static boolean isColor(RecordComponent part) {
        Param param = part.getAnnotation(Param.class);
        return part.getType() == String.class && param != null && param.format().equals("color");
    }

    private static Object number(RecordComponent part, Object value) {
        if (!(value instanceof Number n) || Double.isNaN(n.doubleValue())) {
            throw wrong(part, value, "give a number");
        }
        Param param = part.getAnnotation(Param.class);
        double d = n.doubleValue();
        if (param != null && (d < param.min() || d > param.max())) {
            throw wrong(part, value, range(param));
        }
        if (part.getType() == double.class) {
            return d;
        }
        if (d != Math.rint(d)) {
            throw wrong(part, value, "give a whole number");
        }
        boolean small = part.getType() == int.class;
        if (Math.abs(d) >= (small ? 0x1p31 : 0x1p63) && d != (small ? Integer.MIN_VALUE : Long.MIN_VALUE) && !(n instanceof Long && !small)) {
            throw wrong(part, value, "give a whole number of at most " + (small ? 31 : 63) + " bits");
        }
        return small ? (Object) n.intValue() : (Object) n.longValue();
    }

    private static String range(Param param) {
        if (Double.isInfinite(param.max())) {
            return "give at least " + Param.Text.of(param.min());
        }
        return Double.isInfinite(param.min())
                ? "give at most " + Param.Text.of(param.max())
                : "give a value from " + Param.Text.of(param.min()) + " to " + Param.Text.of(param.max());
    }

    private static Problem wrong(RecordComponent part, Object value, String advice) {
        return Problem.invalid(part.getName() + " is " + value, advice);
    }

    private static <P> P make(Class<P> type, Class<?>[] types, Object[] args) {
        try {
            Constructor<P> c = type.getDeclaredConstructor(types);
            return c.newInstance(args);
        } catch (ReflectiveOperationException e) {
            // What the record's own constructor says of its values.
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(type.getName() + " must be public, with a public constructor without arguments", e);
        }
    }
}
