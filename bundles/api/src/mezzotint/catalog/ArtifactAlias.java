package mezzotint.catalog;

/**
 * That a name means an artifact. Every merge of two artifacts is such a row, and is undone by taking it back.
 *
 * @param name as the source spells it
 * @param confidence 0 to 1; 1 where the source itself says so
 */
public record ArtifactAlias(String artifact, String name, String source, double confidence) {

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public ArtifactAlias {
        Required.text(artifact, "an alias", "artifact");
        Required.text(name, "an alias of " + artifact, "name");
        Required.text(source, "the alias " + name + " of " + artifact, "source");
    }
}
