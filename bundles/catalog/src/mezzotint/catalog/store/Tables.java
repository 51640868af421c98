package mezzotint.catalog.store;

import java.util.List;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Capability;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;

/** All tables of rows. */
final class Tables {

    static final Table<Artifact> ARTIFACTS = new Table<>("artifact", Artifact.class, List.of("id"), Artifact::id, r -> null, Artifact::source);
    static final Table<ArtifactAlias> ALIASES = new Table<>("alias", ArtifactAlias.class, List.of("name"), ArtifactAlias::artifact, r -> null, ArtifactAlias::source);
    static final Table<Capability> CAPABILITIES = new Table<>("capability", Capability.class, List.of("id"), Capability::artifact, r -> null, Capability::source);
    static final Table<Fact> FACTS = new Table<>("fact", Fact.class, List.of("artifact", "key"), Fact::artifact, Fact::observed, Fact::source);
    static final Table<Price> PRICES = new Table<>("price", Price.class, List.of("artifact", "seller", "meter", "condition"), Price::artifact, Price::observed, Price::source);
    static final Table<Benchmark> BENCHMARKS = new Table<>("benchmark", Benchmark.class, List.of("artifact", "name", "version", "run", "metric"), Benchmark::artifact,
            r -> null, Benchmark::source);
    static final Table<Relation> RELATIONS = new Table<>("relation", Relation.class, List.of("from", "kind", "to"), Relation::from, r -> null, Relation::source);
    static final Table<Claim> CLAIMS = new Table<>("claim", Claim.class, List.of("id"), r -> artifact(r.capability()), Claim::checked, Claim::source);
    static final Table<Evidence> EVIDENCE = new Table<>("evidence", Evidence.class, List.of("subject", "locator"), r -> artifact(r.subject()), r -> null, Evidence::source);

    static final List<Table<?>> ALL = List.of(ARTIFACTS, ALIASES, CAPABILITIES, FACTS, PRICES, BENCHMARKS, RELATIONS, CLAIMS, EVIDENCE);

    private Tables() {}

    /** The rows of a kind. */
    @SuppressWarnings("unchecked")
    static <T extends Record> List<T> of(CatalogRows rows, Table<T> table) {
        return (List<T>) Stream.<List<?>>of(rows.artifacts(), rows.aliases(), rows.capabilities(), rows.facts(), rows.prices(), rows.benchmarks(), rows.relations(),
                rows.claims(), rows.evidence()).toList().get(ALL.indexOf(table));
    }

    /** The artifact of a capability or claim, from its id: {@code vendor/name__cap_3#0}. */
    private static String artifact(String id) {
        int end = id.indexOf("__cap_");
        return end < 0 ? id : id.substring(0, end);
    }
}
