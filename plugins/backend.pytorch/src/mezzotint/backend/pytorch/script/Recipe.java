package mezzotint.backend.pytorch.script;

import java.util.List;

/**
 * How a value that depends on weights alone is made, once.
 *
 * @param lines TorchScript that computes it from {@code w}, tensors of the checkpoint
 * @param value the expression it is after these lines
 * @param layout what brings it, for which %s stands, into the layout for pictures of the size
 *     {@code s}; changes no value
 * @param tensors names of the tensors
 */
public record Recipe(String lines, String value, String layout, List<String> tensors) {

    /** The layout of a value that is the same for all sizes. */
    static final String ANY_SIZE = "%s";

    public Recipe {
        tensors = List.copyOf(tensors);
    }

    /** The body of the function that makes the value. */
    public String code() {
        return lines + "    return " + layout.formatted(value) + "\n";
    }

    /** The body of the function that turns the value from the layout for one size into that for another. */
    public String again() {
        return "    return " + layout.formatted("torch.to_dense(w[0])") + "\n";
    }

    public boolean isForOneSize() {
        return !layout.equals(ANY_SIZE);
    }
}
