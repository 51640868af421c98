package mezzotint.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/**
 * A rearrangement of axes, in the notation of einops (Rogozhnikov, 2022): {@code b (h w) c -> b c h w}.
 * Every name stands once on each side; {@code 1} is an axis of length one that may come or go.
 *
 * @param from groups of axis names, one group for each axis of the input
 * @param to the same for the output
 */
public record Pattern(List<List<String>> from, List<List<String>> to) {

    private static final String SIDE = "\\s*((\\([^()]*\\)|[^\\s()]+)(\\s+|$))*";

    private static final java.util.regex.Pattern GROUP = java.util.regex.Pattern.compile("\\([^()]*\\)|[^\\s()]+");
    private static final java.util.regex.Pattern WORD = java.util.regex.Pattern.compile("[^\\s()]+");

    /** @throws IllegalArgumentException if a name does not stand once on each side */
    public Pattern {
        List<String> before = names(from);
        List<String> after = names(to);
        for (String name : Stream.concat(before.stream(), after.stream()).toList()) {
            if (Collections.frequency(before, name) != 1 || Collections.frequency(after, name) != 1) {
                throw new IllegalArgumentException("the pattern " + write(from) + " -> " + write(to)
                        + " must have " + name + " once on each side");
            }
        }
    }

    /** @throws IllegalArgumentException if the text is no pattern */
    public static Pattern parse(String text) {
        String[] sides = text.split("->", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("the pattern " + text + " has no two sides around ->");
        }
        return new Pattern(side(sides[0]), side(sides[1]));
    }

    /** The groups of one side: {@code b (h w) c} is [[b], [h, w], [c]]. */
    public static List<List<String>> side(String text) {
        if (!text.matches(SIDE)) {
            throw new IllegalArgumentException("the pattern " + text.strip() + " has brackets that are not in pairs, or touch a name");
        }
        return GROUP.matcher(text).results()
                .map(g -> WORD.matcher(g.group()).results().map(MatchResult::group).filter(w -> !w.equals("1")).toList())
                .toList();
    }

    /** All names of a side, in order. */
    public static List<String> names(List<List<String>> side) {
        return side.stream().flatMap(List::stream).toList();
    }

    /**
     * The length of every axis name, from the shape of the input and the lengths that are known.
     * At most one name of a group may be unknown.
     *
     * @throws IllegalArgumentException if the shape does not fit
     */
    public Map<String, Integer> lengths(int[] shape, Map<String, Integer> known) {
        var lengths = new HashMap<>(known);
        if (shape.length != from.size()) {
            throw new IllegalArgumentException(this + " takes " + from.size() + " axes, not " + Arrays.toString(shape));
        }
        for (int axis = 0; axis < shape.length; axis++) {
            solve(from.get(axis), shape[axis], lengths);
        }
        return lengths;
    }

    private void solve(List<String> group, int length, Map<String, Integer> lengths) {
        int rest = length;
        String unknown = null;
        for (String name : group) {
            Integer part = lengths.get(name);
            if (part == null && unknown != null) {
                throw new IllegalArgumentException(this + " leaves both " + unknown + " and " + name + " open");
            }
            unknown = part == null ? name : unknown;
            rest = part == null || part == 0 ? rest : rest % part == 0 ? rest / part : -1;
        }
        if (rest < 0 || unknown == null && rest != 1) {
            throw new IllegalArgumentException(this + ": the axes " + group + " do not make " + length);
        }
        if (unknown != null) {
            lengths.put(unknown, rest);
        }
    }

    @Override
    public String toString() {
        return write(from) + " -> " + write(to);
    }

    private static String write(List<List<String>> side) {
        return String.join(" ", side.stream()
                .map(g -> g.isEmpty() ? "1" : g.size() == 1 ? g.get(0) : "(" + String.join(" ", g) + ")")
                .toList());
    }
}
