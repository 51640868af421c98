package mezzotint.graph;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One value of a graph: its name, and how it comes from others.
 *
 * @param name unique in the graph; architectures use the path of the module in the reference code
 * @param attributes numbers, texts, booleans, and lists of numbers
 */
public record Node(String name, Op op, List<String> inputs, Map<String, Object> attributes) {

    public Node {
        inputs = List.copyOf(inputs);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** A node that is drawn, with attributes given as name, value, name, value. */
    static Node drawn(String name, Op op, List<String> inputs, Object... attributes) {
        var map = new TreeMap<String, Object>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put((String) attributes[i], attributes[i + 1]);
        }
        return new Node(name, op, inputs, map);
    }

    /** This node with one more attribute. */
    public Node with(String attribute, Object value) {
        var all = new TreeMap<>(attributes);
        all.put(attribute, value);
        return new Node(name, op, inputs, all);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** @throws IllegalArgumentException if the attribute is missing */
    public String text(String attribute) {
        return (String) require(attribute);
    }

    public int integer(String attribute) {
        return ((Number) require(attribute)).intValue();
    }

    public int integer(String attribute, int otherwise) {
        return has(attribute) ? integer(attribute) : otherwise;
    }

    public double number(String attribute, double otherwise) {
        return has(attribute) ? ((Number) require(attribute)).doubleValue() : otherwise;
    }

    public boolean flag(String attribute, boolean otherwise) {
        return has(attribute) ? (Boolean) require(attribute) : otherwise;
    }

    /** A list of whole numbers; all zeros of the given length where the attribute is missing. */
    public int[] integers(String attribute, int length) {
        return has(attribute)
                ? ((List<?>) require(attribute)).stream().mapToInt(v -> ((Number) v).intValue()).toArray()
                : new int[length];
    }

    /** A list of whole numbers. */
    public int[] integers(String attribute) {
        require(attribute);
        return integers(attribute, 0);
    }

    private Object require(String attribute) {
        Object value = attributes.get(attribute);
        if (value == null) {
            throw new IllegalArgumentException("node " + name + " (" + op + ") lacks the attribute " + attribute);
        }
        return value;
    }
}
