package mezzotint.catalog.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import mezzotint.plugin.Problem;

/** The parts of a record's class. They are looked up once a class: the JDK makes them anew at each question. */
public final class Shape {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private final List<RecordComponent> parts;
    private final List<String> names;
    private final Constructor<?> constructor;

    private Shape(Class<?> type) {
        parts = List.of(type.getRecordComponents());
        names = parts.stream().map(RecordComponent::getName).toList();
        try {
            constructor = type.getDeclaredConstructor(parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Shape of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    public List<String> names() {
        return names;
    }

    Class<?> type(int part) {
        return parts.get(part).getType();
    }

    /** The values of a record, in the order of its parts. */
    public Object[] values(Record row) {
        var values = new Object[parts.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = parts.get(i).getAccessor().invoke(row);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    /** @throws Problem as the record's constructor does */
    Record make(Object[] values) {
        try {
            return (Record) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            if (e.getCause() instanceof Problem own) {
                throw own;
            }
            throw new IllegalStateException(constructor + " was given " + Arrays.toString(values), e);
        }
    }
}
