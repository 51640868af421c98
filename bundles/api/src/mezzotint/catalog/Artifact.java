package mezzotint.catalog;

import java.util.Set;

/**
 * Something that can be compared: a model, a program, a service, a data set. What may change in time or differ between sources is a
 * {@link Fact}.
 *
 * @param id {@code vendor/name} in lower case
 * @param type {@code agent api app benchmark cli dataset extension finetune framework library mcp model platform product prompt repo
 *     skill template webapp workflow}
 * @param vendor who makes it; null if unknown
 * @param description one or two sentences; null if no source has any
 * @param source id of the {@link Source} that names it
 */
public record Artifact(String id, String type, String name, String vendor, String description, String source) {

    private static final Set<String> PROGRAMS = Set.of("repo", "library", "cli", "extension", "framework");

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Artifact {
        Required.text(id, "an artifact", "id");
        Required.text(type, id, "type");
        Required.text(name, id, "name");
        Required.text(source, id, "source");
    }

    /** Whether it is a program that runs where its user wants. */
    public boolean isProgram() {
        return PROGRAMS.contains(type);
    }
}
