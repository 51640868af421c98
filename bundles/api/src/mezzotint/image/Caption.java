package mezzotint.image;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a picture shows.
 *
 * @param text sentences, or the tags with commas between them
 * @param tags what was recognized, the surest first; may be empty
 */
public record Caption(String text, List<Tag> tags) {

    /**
     * A thing, a property or a person of a picture.
     *
     * @param kind as the model tells tags apart: {@code general}, {@code character}, {@code rating}, or a word of its own
     * @param score from 0 to 1, how sure the model is
     */
    public record Tag(String name, String kind, double score) {}

    public Caption {
        tags = List.copyOf(tags);
    }

    /** Tags alone; they are the text too. */
    public static Caption of(List<Tag> tags) {
        return new Caption(tags.stream().map(Tag::name).collect(Collectors.joining(", ")), tags);
    }
}
