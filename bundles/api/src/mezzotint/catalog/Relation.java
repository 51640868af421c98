package mezzotint.catalog;

/**
 * An edge of the graph between artifacts.
 *
 * @param kind {@code served-by}, {@code depends-on}, {@code integrates}, {@code derived-from}, {@code supersedes}, {@code alternative-to},
 *     {@code complements}
 */
public record Relation(String from, String kind, String to, String source) {

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Relation {
        Required.text(from, "a relation", "beginning");
        Required.text(kind, "a relation of " + from, "kind");
        Required.text(to, "a relation of " + from, "end");
        Required.text(source, "the relation of " + from + " to " + to, "source");
    }
}
