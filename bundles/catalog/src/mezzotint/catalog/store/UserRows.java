package mezzotint.catalog.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Source;

/** What users of this workbench say of names. */
final class UserRows {

    private UserRows() {}

    /** A source of its own for each day, so that what is said has a date. */
    static Source today() {
        LocalDate day = LocalDate.now();
        return new Source("user " + day, Owners.USER, Source.Kind.USER, "said in this workbench", "user:" + day, null, day, day, "CC0-1.0", null);
    }

    /** @param artifact kept where the name is to be an artifact of its own */
    static CatalogRows with(CatalogRows rows, ArtifactAlias alias, Artifact artifact) {
        CatalogRows others = without(rows, alias.name());
        var aliases = new ArrayList<>(others.aliases());
        aliases.add(alias);
        var artifacts = new ArrayList<>(others.artifacts());
        if (alias.artifact().equals(alias.name())) {
            artifacts.add(artifact);
        }
        return of(rows, artifacts, aliases);
    }

    static CatalogRows without(CatalogRows rows, String name) {
        return of(rows, rows.artifacts().stream().filter(a -> !a.id().equals(name)).toList(), rows.aliases().stream().filter(a -> !a.name().equals(name)).toList());
    }

    private static CatalogRows of(CatalogRows rows, List<Artifact> artifacts, List<ArtifactAlias> aliases) {
        var sources = new ArrayList<>(rows.sources());
        if (sources.stream().noneMatch(s -> s.id().equals(today().id()))) {
            sources.add(today());
        }
        return new CatalogRows(sources, artifacts, aliases, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
