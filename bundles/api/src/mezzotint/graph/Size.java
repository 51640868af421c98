package mezzotint.graph;

import java.util.Map;

/**
 * The length of an axis: a number, a name that is bound when a program meets its inputs
 * ({@code batch}, {@code height}), or a sum, product or sliding window over such.
 */
public sealed interface Size {

    /** The number this size is, once names have values. */
    int bind(Map<String, Integer> names);

    record Fixed(int value) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            return value;
        }

        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    record Named(String name) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            Integer value = names.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no value is given for " + name);
            }
            return value;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One, or as many as the name says: an axis that is broadcast. Bound under its own text. */
    record OneOr(String name) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            return names.getOrDefault(toString(), 1);
        }

        @Override
        public String toString() {
            return "1|" + name;
        }
    }

    record Sum(Size a, Size b) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            return a.bind(names) + b.bind(names);
        }

        @Override
        public String toString() {
            return "(" + a + " + " + b + ")";
        }
    }

    record Product(Size a, Size b) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            return a.bind(names) * b.bind(names);
        }

        @Override
        public String toString() {
            return a + "*" + b;
        }
    }

    /** How often a window fits: (of - window) / stride + 1, rounded down; {@code of} holds the padding. */
    record Windows(Size of, int window, int stride) implements Size {

        @Override
        public int bind(Map<String, Integer> names) {
            return Math.floorDiv(of.bind(names) - window, stride) + 1;
        }

        @Override
        public String toString() {
            return "windows(" + of + ", " + window + ", " + stride + ")";
        }
    }

    static Size of(int value) {
        return new Fixed(value);
    }

    /** @param name a name, or {@code 1|name} for one or as many as the name says */
    static Size of(String name) {
        return name.startsWith("1|") ? new OneOr(name.substring(2)) : new Named(name);
    }

    default Size plus(Size other) {
        if (this instanceof Fixed a && other instanceof Fixed b) {
            return of(a.value + b.value);
        }
        if (this instanceof Sum s && s.b instanceof Fixed) {
            return s.a.plus(s.b.plus(other));
        }
        return other.equals(of(0)) ? this : this.equals(of(0)) ? other : new Sum(this, other);
    }

    default Size times(Size other) {
        if (this instanceof Fixed a && other instanceof Fixed b) {
            return of(a.value * b.value);
        }
        return other.equals(of(1)) ? this : this.equals(of(1)) ? other : new Product(this, other);
    }

    /** How often a window fits along this size with so much padding on both sides together. */
    default Size windows(int window, int stride, int padding) {
        if (this instanceof Fixed f) {
            return of(Math.floorDiv(f.value + padding - window, stride) + 1);
        }
        return stride == 1 ? plus(of(padding - window + 1)) : new Windows(plus(of(padding)), window, stride);
    }
}
