package mezzotint.catalog;

/**
 * Something that an artifact can do.
 *
 * @param id {@code artifact__cap_N}
 * @param order place among the artifact's capabilities, from 0
 * @param task task of Hugging Face's taxonomy, as in {@code text-to-image}; null if none fits
 * @param category {@code image.visual}, as the compared catalog calls it; null if unknown
 * @param description null where no source has words
 * @param unique what is said to set it apart; null where no source has words
 * @param versus what is said of alternatives; null where no source has words
 * @param nameSource {@code stated}, {@code reconstructed}, {@code candidate} or {@code user}: who gave it the name
 * @param source id of the {@link Source} of its texts
 */
public record Capability(String id, String artifact, int order, String name, String task, String category, String description, String unique,
        String versus, String nameSource, String source) {

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Capability {
        Required.text(id, "a capability of " + artifact, "id");
        Required.text(artifact, "the capability " + id, "artifact");
        Required.text(name, "the capability " + id, "name");
        Required.text(source, "the capability " + id, "source");
    }
}
