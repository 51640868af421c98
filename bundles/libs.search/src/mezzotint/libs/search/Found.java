package mezzotint.libs.search;

import java.util.List;
import java.util.Set;

/**
 * An owner whose passages match a need.
 *
 * @param score higher is better; comparable within one search only
 * @param parts of the need, in its order
 */
public record Found(String owner, double score, List<Part> parts) {

    /**
     * How an owner meets a part of a need.
     *
     * @param words of the need
     * @param passage that is nearest to them; null if none of the owner's is near: the part is missing
     * @param cosine between them; NaN where there are no vectors
     * @param shared the words of the part that stand in the passage
     */
    public record Part(String words, Passage passage, double cosine, Set<String> shared) {

        public Part {
            shared = Set.copyOf(shared);
        }
    }

    public Found {
        parts = List.copyOf(parts);
    }

    /** The words of the parts that nothing of the owner matches. */
    public List<String> missing() {
        return parts.stream().filter(part -> part.passage() == null).map(Part::words).toList();
    }
}
