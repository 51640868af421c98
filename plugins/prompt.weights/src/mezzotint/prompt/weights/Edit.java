package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A bracket that changes a prompt between steps.
 *
 * @param end behind its closing bracket
 * @param options texts in it, one of which stands for it at a time
 * @param when the number behind the last colon; null where the options take turns
 */
record Edit(int end, List<Span> options, String when) {

    /** A stretch of the prompt. */
    record Span(int from, int to) {}

    /** {@code [from:to:when]}, or {@code [to:when]}. */
    static Edit scheduled(String text, int start, List<Integer> colons, int close) {
        int last = colons.get(colons.size() - 1);
        Span before = colons.size() == 1 ? new Span(start, start) : new Span(start + 1, colons.get(0));
        Span after = new Span(colons.size() == 1 ? start + 1 : colons.get(0) + 1, last);
        return new Edit(close + 1, List.of(before, after), text.substring(Characters.afterSpaces(text, last + 1), Characters.beforeSpaces(text, close)));
    }

    /** {@code [a|b|c]} */
    static Edit alternating(int start, List<Integer> bars, int close) {
        var options = new ArrayList<Span>();
        int from = start + 1;
        for (int bar : bars) {
            options.add(new Span(from, bar));
            from = bar + 1;
        }
        options.add(new Span(from, close));
        return new Edit(close + 1, List.copyOf(options), null);
    }

    /** The last step of the first option; a number with a point is a share of the steps. */
    private int step(int steps) {
        double number = Double.parseDouble(when);
        return (int) Math.min(steps, when.contains(".") ? number * steps : number);
    }

    /** The text of a step, counted from 1. */
    Span at(int step, int steps) {
        return when == null ? options.get((step - 1) % options.size()) : options.get(step <= step(steps) ? 0 : 1);
    }

    /** Adds the steps after which it changes. */
    void addSteps(Set<Integer> all, int steps) {
        if (when == null) {
            IntStream.rangeClosed(1, steps).forEach(all::add);
        } else if (step(steps) >= 1) {
            all.add(step(steps));
        }
    }
}
