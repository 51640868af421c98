package mezzotint.mcp.tools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.Source;

/** What is said of an artifact, in few rows, each with its source and date. Remembers the sources that it named. */
final class PassportRows {

    /** Begins the keys of what another catalog states of itself. */
    private static final String STATED = "stated.";
    private static final int MOST_BENCHMARKS = 10;
    private static final List<String> OF_MODELS = List.of("contextTokens", "maxOutputTokens", "inputModalities", "outputModalities", "openWeights", "licence", "released", "knowledgeCutoff");
    private static final List<String> OF_PROGRAMS = List.of("licence", "lastCommit");

    private final Passport passport;
    private final Map<String, Source> cited = new TreeMap<>();

    PassportRows(Passport passport) {
        this.passport = passport;
    }

    Map<String, Object> artifact() {
        Artifact artifact = passport.artifact();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", artifact.id());
        out.put("name", artifact.name());
        out.put("type", artifact.type());
        out.put("vendor", artifact.vendor());
        out.put("description", artifact.description());
        return cite(out, artifact.source(), null);
    }

    Map<String, Object> alias(ArtifactAlias alias) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", alias.name());
        out.put("confidence", alias.confidence());
        return cite(out, alias.source(), null);
    }

    /**
     * The newest of each key; where sources differ, what each says.
     *
     * @param wanted keys of the facts that are told
     */
    List<Map<String, Object>> facts(Predicate<String> wanted) {
        Set<String> conflicts = passport.conflicts().keySet();
        var told = new HashSet<String>();
        return passport.facts().stream().filter(fact -> !fact.key().startsWith(STATED) && wanted.test(fact.key())).filter(fact -> told.add(fact.key()) || conflicts.contains(fact.key())).map(fact -> {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("key", fact.key());
            out.put("value", fact.value());
            out.put("unit", fact.unit());
            out.put("conflict", conflicts.contains(fact.key()) ? true : null);
            return cite(out, fact.source(), fact.observed());
        }).toList();
    }

    /** The cheapest of each meter that holds without a condition, and how many sellers name one. Money is a text. */
    List<Map<String, Object>> prices() {
        Map<String, List<Price>> meters = passport.prices().stream().filter(p -> p.condition().isEmpty())
                .collect(Collectors.groupingBy(p -> p.meter() + " " + p.currency() + " " + p.unit(), TreeMap::new, Collectors.toList()));
        return meters.values().stream().map(prices -> {
            Price cheapest = prices.stream().min(Comparator.comparing(Price::perMillion).thenComparing(Price::seller)).orElseThrow();
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("meter", cheapest.meter());
            out.put("amount", cheapest.amount().toPlainString());
            out.put("currency", cheapest.currency());
            out.put("per", cheapest.per());
            out.put("unit", cheapest.unit());
            out.put("seller", cheapest.seller());
            out.put("sellers", prices.stream().map(Price::seller).distinct().count());
            return cite(out, cheapest.source(), cheapest.observed());
        }).toList();
    }

    /** The newest ones. */
    List<Map<String, Object>> benchmarks() {
        Comparator<Benchmark> oldest = Comparator.comparing(Benchmark::date, Comparator.nullsFirst(Comparator.naturalOrder()));
        return passport.benchmarks().stream().sorted(oldest.reversed()).limit(MOST_BENCHMARKS).map(one -> {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("name", (one.name() + " " + one.version()).strip());
            out.put("metric", one.metric());
            out.put("value", one.value().toPlainString());
            out.put("n", one.n());
            return cite(out, one.source(), one.date());
        }).toList();
    }

    /** What is expected, and no source says. */
    List<String> unknown() {
        Stream<String> facts = expected().stream().filter(key -> passport.facts(key).isEmpty());
        Stream<String> price = Stream.of("price").filter(p -> passport.prices().isEmpty() && passport.facts("pricing").isEmpty());
        return Stream.concat(facts, price).toList();
    }

    /** Keys of facts that one would want to know of such an artifact. */
    List<String> expected() {
        Artifact artifact = passport.artifact();
        return artifact.type().equals("model") ? OF_MODELS : artifact.isProgram() ? OF_PROGRAMS : List.of("licence");
    }

    /**
     * A score.
     *
     * @param value null if it is refused
     * @param refused why; null if it is not
     */
    static Map<String, Object> score(String id, Double value, String refused, double lo, double hi) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("score", id);
        out.put("value", value == null ? null : rounded(value));
        out.put("refused", refused);
        out.put("lo", rounded(lo));
        out.put("hi", rounded(hi));
        return out;
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    }

    /** The sources that were named until now, by id: where anybody finds them, of which day they are, and what one may do with them. */
    Map<String, Object> sources() {
        var out = new TreeMap<String, Object>();
        cited.forEach((id, source) -> out.put(id, Map.of("locator", source.locator(), "date", source.date().toString(), "licence", source.licence())));
        return out;
    }

    /** @param said since when; null for the date of the source */
    private Map<String, Object> cite(Map<String, Object> row, String id, LocalDate said) {
        Source source = passport.sources().get(id);
        if (source != null) {
            cited.put(id, source);
        }
        row.put("source", id);
        row.put("date", said != null ? said.toString() : source == null ? null : source.date().toString());
        return row;
    }
}
