package mezzotint.catalog;

import java.util.List;

/** What a connector read: rows and the sources that they name. */
public record CatalogRows(List<Source> sources, List<Artifact> artifacts, List<ArtifactAlias> aliases, List<Capability> capabilities, List<Fact> facts,
        List<Price> prices, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Evidence> evidence) {

    /** None. */
    public static final CatalogRows NONE = new CatalogRows(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public CatalogRows {
        sources = List.copyOf(sources);
        artifacts = List.copyOf(artifacts);
        aliases = List.copyOf(aliases);
        capabilities = List.copyOf(capabilities);
        facts = List.copyOf(facts);
        prices = List.copyOf(prices);
        benchmarks = List.copyOf(benchmarks);
        relations = List.copyOf(relations);
        claims = List.copyOf(claims);
        evidence = List.copyOf(evidence);
    }
}
