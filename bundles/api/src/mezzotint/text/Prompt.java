package mezzotint.text;

import java.util.List;

/**
 * A prompt in sections, each of them encoded apart from the others; most have one.
 *
 * @param sections stretches of text with their weights, in order
 * @param leftOut notation that nothing here follows, as it was written; the user is told that it was left out
 */
public record Prompt(List<List<Part>> sections, List<String> leftOut) {

    /** The largest weight; the smallest is as far below zero. */
    public static final int MOST_WEIGHT = 1000;

    /** @param weight 1 for plain text; more pays more attention to it; between -{@link #MOST_WEIGHT} and {@link #MOST_WEIGHT} */
    public record Part(String text, double weight) {}

    public Prompt {
        sections = sections.stream().map(List::copyOf).toList();
        leftOut = List.copyOf(leftOut);
    }

    /** A prompt of which nothing was left out. */
    public Prompt(List<List<Part>> sections) {
        this(sections, List.of());
    }

    /** One section of plain text. */
    public static Prompt plain(String text) {
        return new Prompt(List.of(List.of(new Part(text, 1))));
    }
}
