package mezzotint.libs.search;

/**
 * A text that was found.
 *
 * @param document its place among the texts that were indexed, from 0
 * @param score higher is better; comparable within one search only
 */
public record Hit(int document, double score) implements Comparable<Hit> {

    /** Best first; of equal scores the earlier text. */
    @Override
    public int compareTo(Hit other) {
        int byScore = Double.compare(other.score, score);
        return byScore != 0 ? byScore : Integer.compare(document, other.document);
    }
}
