package mezzotint.catalog.store;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;

/** All of the catalog on a day, as far as artifacts are told apart and measured by it. Immutable. */
final class Day implements Populations {

    private final LocalDate date;
    private final Map<String, Artifact> artifacts;
    private final Map<String, List<Fact>> facts;
    private final Map<String, List<Price>> prices;
    private final Map<String, List<String>> tasks = new HashMap<>();
    private final Map<String, List<Benchmark>> benchmarks;
    private final List<Relation> relations;
    private final Map<String, Population> populations = new ConcurrentHashMap<>();

    Day(Reader reader, LocalDate date) throws SQLException {
        this.date = date;
        this.artifacts = reader.artifacts();
        this.facts = reader.all(Tables.FACTS, " and \"key\" not like 'supports%'");
        facts.replaceAll((id, rows) -> reader.newestFirst(rows));
        this.prices = reader.all(Tables.PRICES, " and \"meter\" = ? and \"condition\" = ''", "input");
        this.benchmarks = reader.all(Tables.BENCHMARKS, "");
        this.relations = reader.all(Tables.RELATIONS, "").values().stream().flatMap(List::stream).toList();
        reader.all(Tables.CAPABILITIES, "").forEach((id, rows) -> tasks.put(id, rows.stream().map(c -> c.task()).toList()));
    }

    /** Of rows that are in no store: none of them tells of prices or benchmarks. */
    Day(CatalogRows rows, LocalDate date) {
        this.date = date;
        this.artifacts = new TreeMap<>();
        rows.artifacts().forEach(a -> artifacts.put(a.id(), a));
        this.facts = rows.facts().stream().collect(Collectors.groupingBy(Fact::artifact));
        this.prices = Map.of();
        this.benchmarks = Map.of();
        this.relations = rows.relations();
    }

    Map<String, Artifact> artifacts() {
        return artifacts;
    }

    List<Fact> said(String id, String... keys) {
        List<String> wanted = List.of(keys);
        return facts.getOrDefault(id, List.of()).stream().filter(f -> wanted.contains(f.key())).toList();
    }

    /** What a million tokens cost, at each seller that takes US dollars. */
    List<BigDecimal> inputPrices(String id) {
        return prices.getOrDefault(id, List.of()).stream().filter(p -> p.currency().equals("USD") && p.unit().equals("token"))
                .map(Price::perMillion).toList();
    }

    /** Those of its capabilities, and those that sources say of all of it. */
    List<String> tasks(String id) {
        return Stream.concat(tasks.getOrDefault(id, List.of()).stream(), said(id, "task").stream().map(Fact::value)).toList();
    }

    @Override
    public Population facts(String type, String key) {
        return populations.computeIfAbsent(type + "." + key, id -> new Population(id, date, artifacts.values().stream().filter(a -> a.type().equals(type))
                .flatMap(a -> said(a.id(), key).stream().flatMap(f -> f.number().stream()).findFirst().stream()).map(BigDecimal::doubleValue).toList()));
    }

    @Override
    public Population results(String benchmark, String version, String metric) {
        String name = String.format(Locale.ROOT, "%s %s %s", benchmark, version, metric).replaceAll(" +", " ");
        return populations.computeIfAbsent("benchmark " + name, id -> new Population(id, date, benchmarks.values().stream().flatMap(List::stream)
                .filter(b -> b.name().equals(benchmark) && b.version().equals(version) && b.metric().equals(metric)).map(b -> b.value().doubleValue()).toList()));
    }

    @Override
    public List<Relation> relations() {
        return relations;
    }
}
