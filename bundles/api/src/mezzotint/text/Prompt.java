package mezzotint.text;

import java.util.List;

/**
 * A prompt in sections, each of them encoded apart from the others; most have one.
 *
 * @param sections stretches of text with their weights, in order
 */
public record Prompt(List<List<Part>> sections) {

    /** The largest weight; the smallest is as far below zero. */
    public static final int MOST_WEIGHT = 1000;

    /** @param weight 1 for plain text; more pays more attention to it; between -{@link #MOST_WEIGHT} and {@link #MOST_WEIGHT} */
    public record Part(String text, double weight) {}

    public Prompt {
        sections = sections.stream().map(List::copyOf).toList();
    }

    /** One section of plain text. */
    public static Prompt plain(String text) {
        return new Prompt(List.of(List.of(new Part(text, 1))));
    }
}
