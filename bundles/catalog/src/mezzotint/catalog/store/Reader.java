package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;

/** Reads what was said on a day. */
final class Reader {

    static final String LIVE = "\"valid_from\" <= ? and (\"valid_to\" is null or \"valid_to\" > ?)";
    /** Artifacts whose rows are asked for at a time. */
    private static final int MANY = 200;

    private final Connection connection;
    private final LocalDate day;
    private final Map<String, Source> sources;

    Reader(Connection connection, LocalDate day) throws SQLException {
        this.connection = connection;
        this.day = day;
        this.sources = Sources.all(connection);
    }

    /** The id of the artifact that an id or alias means; the surest where several are called so. */
    Optional<String> named(String name) throws SQLException {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        String surest = LIVE + " order by \"confidence\" desc, \"row_owner\"";
        // What indexes find comes first: only a name in another case needs a walk through all of them.
        Optional<String> found = first("select \"row_owner\" from artifact where \"row_owner\" = ? and " + LIVE, lower);
        found = found.isPresent() ? found : first("select \"row_owner\" from alias where \"name\" = ? and " + surest, name.strip());
        return found.isPresent() ? found : first("select \"row_owner\" from alias where lower(\"name\") = ? and " + surest, lower);
    }

    private Optional<String> first(String select, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, name);
            statement.setObject(2, day);
            statement.setObject(3, day);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    /** In the order of the ids; those that there were not are left out. */
    List<Passport> passports(Collection<String> ids) throws SQLException {
        var found = new ArrayList<Passport>();
        List<String> all = ids.stream().distinct().toList();
        for (int at = 0; at < all.size(); at += MANY) {
            found.addAll(some(all.subList(at, Math.min(all.size(), at + MANY))));
        }
        return found;
    }

    private List<Passport> some(List<String> ids) throws SQLException {
        Map<String, List<Artifact>> artifacts = rows(Tables.ARTIFACTS, ids);
        var aliases = rows(Tables.ALIASES, ids);
        var capabilities = rows(Tables.CAPABILITIES, ids);
        Map<String, List<Fact>> facts = rows(Tables.FACTS, ids);
        Map<String, List<Price>> prices = rows(Tables.PRICES, ids);
        var benchmarks = rows(Tables.BENCHMARKS, ids);
        Map<String, List<Relation>> relations = relations(ids);
        var claims = rows(Tables.CLAIMS, ids);
        var evidence = rows(Tables.EVIDENCE, ids);
        Map<String, List<Outcome>> outcomes = Outcomes.of(connection, ids, day);
        return ids.stream().filter(artifacts::containsKey).map(id -> {
            Artifact artifact = best(id, artifacts.get(id));
            var named = new HashSet<String>(Set.of(artifact.source()));
            return new Passport(artifact, day, noting(named, aliases.get(id), a -> a.source()),
                    noting(named, capabilities.get(id), c -> c.source()).stream().sorted(Comparator.comparingInt(c -> c.order())).toList(),
                    noting(named, newestFirst(facts.get(id)), Fact::source), noting(named, prices.get(id), Price::source),
                    noting(named, benchmarks.get(id), b -> b.source()), noting(named, relations.get(id), Relation::source), noting(named, claims.get(id), c -> c.source()),
                    noting(named, evidence.get(id), e -> e.source()), outcomes.getOrDefault(id, List.of()),
                    named.stream().collect(Collectors.toMap(s -> s, sources::get)));
        }).toList();
    }

    /** Those that begin at an artifact, and those that end at it. */
    private Map<String, List<Relation>> relations(List<String> ids) throws SQLException {
        Map<String, List<Relation>> both = rows(Tables.RELATIONS, ids);
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        for (List<Relation> ending : all(Tables.RELATIONS, " and \"to\" in (" + marks + ")", ids.toArray()).values()) {
            ending.stream().filter(r -> !both.getOrDefault(r.to(), List.of()).contains(r)).forEach(r -> both.computeIfAbsent(r.to(), id -> new ArrayList<>()).add(r));
        }
        return both;
    }

    /** What was said of each artifact on the day, by its id. */
    private <T extends Record> Map<String, List<T>> rows(Table<T> table, List<String> ids) throws SQLException {
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        Object[] values = Stream.concat(ids.stream(), Stream.of(day, day)).toArray();
        return table.owned(connection, "\"row_owner\" in (" + marks + ") and " + LIVE, values);
    }

    /** Of several that tell of an artifact: one that describes it. The id is that which it counts for. */
    private static Artifact best(String id, List<Artifact> rows) {
        Artifact best = rows.stream().min(Comparator.comparing((Artifact a) -> !a.id().equals(id)).thenComparing(a -> a.description() == null)
                .thenComparing(Artifact::source)).orElseThrow();
        return new Artifact(id, best.type(), best.name(), best.vendor(), best.description(), best.source());
    }

    /** By key, newest first, so that the order is the same wherever the rows came from; none where there is null. */
    List<Fact> newestFirst(List<Fact> facts) {
        Comparator<Fact> age = Comparator.comparing(f -> f.observed() == null ? sources.get(f.source()).date() : f.observed());
        return facts == null ? List.of() : facts.stream().sorted(Comparator.comparing(Fact::key).thenComparing(age.reversed()).thenComparing(Fact::source)).toList();
    }

    private static <T> List<T> noting(Set<String> named, List<T> rows, Function<T, String> source) {
        List<T> all = rows == null ? List.of() : rows;
        all.forEach(row -> named.add(source.apply(row)));
        return all;
    }

    /** What was said of everything on the day, by the artifact that it counts for. */
    <T extends Record> Map<String, List<T>> all(Table<T> table, String also, Object... values) throws SQLException {
        return table.owned(connection, LIVE + also, Stream.concat(Stream.of(day, day), Stream.of(values)).toArray());
    }

    /** By id; without those that count for another. */
    Map<String, Artifact> artifacts() throws SQLException {
        var found = new LinkedHashMap<String, Artifact>();
        all(Tables.ARTIFACTS, "").forEach((id, rows) -> found.put(id, best(id, rows)));
        return found;
    }
}
