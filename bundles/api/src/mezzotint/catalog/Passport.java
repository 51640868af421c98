package mezzotint.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is known of an artifact on a day.
 *
 * @param asOf rows that were not said yet, or not any more, on that day are left out
 * @param facts by key, the newest of each first
 * @param relations those that begin or end at the artifact
 * @param evidence for the capabilities and for the claims
 * @param outcomes those of this machine
 * @param sources by id, those that the rows name
 */
public record Passport(Artifact artifact, LocalDate asOf, List<ArtifactAlias> aliases, List<Capability> capabilities, List<Fact> facts,
        List<Price> prices, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Evidence> evidence,
        List<Outcome> outcomes, Map<String, Source> sources) {

    public Passport {
        aliases = List.copyOf(aliases);
        capabilities = List.copyOf(capabilities);
        facts = List.copyOf(facts);
        prices = List.copyOf(prices);
        benchmarks = List.copyOf(benchmarks);
        relations = List.copyOf(relations);
        claims = List.copyOf(claims);
        evidence = List.copyOf(evidence);
        outcomes = List.copyOf(outcomes);
        sources = Map.copyOf(sources);
    }

    /** The same with other claims and their evidence, as checkers that are installed here found them. */
    public Passport with(List<Claim> claims, List<Evidence> evidence) {
        return new Passport(artifact, asOf, aliases, capabilities, facts, prices, benchmarks, relations, claims, evidence, outcomes, sources);
    }

    /** What is said for a key, newest first; more than one value is a conflict. */
    public List<Fact> facts(String key) {
        return facts.stream().filter(f -> f.key().equals(key)).toList();
    }

    /** The newest number that is said for a key. */
    public Optional<BigDecimal> number(String key) {
        return facts(key).stream().flatMap(f -> f.number().stream()).findFirst();
    }

    /** Facts of which sources say different things, by key. */
    public Map<String, List<Fact>> conflicts() {
        return facts.stream().collect(Collectors.groupingBy(Fact::key, TreeMap::new, Collectors.toList())).entrySet().stream()
                .filter(e -> e.getValue().stream().map(Passport::comparable).distinct().count() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static Object comparable(Fact fact) {
        return fact.number().<Object>map(BigDecimal::stripTrailingZeros).orElse(fact.value());
    }

    /** What speaks for or against a capability or a claim. */
    public List<Evidence> evidence(String subject) {
        return evidence.stream().filter(e -> e.subject().equals(subject)).toList();
    }
}
