package mezzotint.graph;

import java.util.List;

/**
 * A value a graph is given at each run.
 *
 * @param optional whether it may be left out; it then counts as zero, and costs nothing
 */
public record Input(String name, List<Size> shape, boolean optional) {

    public Input {
        shape = List.copyOf(shape);
    }

    @Override
    public String toString() {
        return name + shape + (optional ? "?" : "");
    }
}
