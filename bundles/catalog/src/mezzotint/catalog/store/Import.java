package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;

/**
 * What the rows of a connector would change. Nothing is changed yet.
 *
 * @param collection id of the connector: its rows take the place of those that it brought before, and of no others
 * @param digest sha-256 of the file that was read, in lower case hexadecimal
 * @param after number of the last import of the connector before this one; 0 if it is the first
 */
record Import(String collection, String digest, long after, Collection<Source> sources, List<Difference<?>> differences) {

    /** @throws Problem of kind {@code CONFLICT} if the catalog has a newer version; {@code INVALID} if a row names no source, or two rows contradict each other */
    static Import of(Connection connection, String collection, String digest, CatalogRows rows) throws SQLException {
        Map<String, Source> sources = new HashMap<>(Sources.all(connection));
        rows.sources().forEach(s -> sources.putIfAbsent(s.id(), s));
        var differences = new ArrayList<Difference<?>>();
        for (Table<?> table : Tables.ALL) {
            differences.addAll(differences(connection, collection, rows, table, sources));
        }
        long after = Imports.last(connection, collection);
        return new Import(collection, digest, after, rows.sources(), differences);
    }

    private static <T extends Record> List<Difference<T>> differences(Connection connection, String collection, CatalogRows rows, Table<T> table,
            Map<String, Source> sources) throws SQLException {
        var live = new LinkedHashMap<List<Object>, Table.Row<T>>();
        for (Table.Row<T> row : table.read(connection, "\"row_collection\" = ? and \"valid_to\" is null", collection)) {
            live.put(key(table, row.value(), sources), row);
        }
        refuseOlder(live.values().stream().map(row -> sources.get(table.source().apply(row.value()))).toList(), rows.sources());
        var found = new ArrayList<Difference<T>>();
        var seen = new HashMap<List<Object>, T>();
        for (T row : Tables.of(rows, table)) {
            List<Object> key = key(table, row, sources);
            T twin = seen.put(key, row);
            if (twin != null) {
                refuseTwin(table, twin, row);
                continue;
            }
            Table.Row<T> before = live.remove(key);
            if (before == null || !table.saysOf(before.value()).equals(table.saysOf(row))) {
                found.add(new Difference<>(table, before == null ? null : before.id(), before == null ? null : before.value(), row, date(table, row, sources)));
            }
        }
        live.values().forEach(row -> found.add(new Difference<>(table, row.id(), row.value(), null, end(table, row.value(), sources, rows.sources()))));
        return found;
    }

    private static <T extends Record> void refuseTwin(Table<T> table, T twin, T row) {
        if (!table.saysOf(twin).equals(table.saysOf(row))) {
            throw Problem.invalid("the rows contradict each other: " + twin + " and " + row, "let the connector say one of them, or name two sources");
        }
    }

    private static <T extends Record> List<Object> key(Table<T> table, T row, Map<String, Source> sources) {
        var key = new ArrayList<>(table.keyOf(row));
        key.add(source(table, row, sources).name());
        return key;
    }

    private static <T extends Record> Source source(Table<T> table, T row, Map<String, Source> sources) {
        String id = table.source().apply(row);
        return Optional.ofNullable(sources.get(id))
                .orElseThrow(() -> Problem.invalid(row + " names the source " + id + ", which is not told", "let the connector tell what it read"));
    }

    private static <T extends Record> LocalDate date(Table<T> table, T row, Map<String, Source> sources) {
        return Optional.ofNullable(table.date().apply(row)).orElseGet(() -> source(table, row, sources).date());
    }

    /** The day of the version that does not say it any more; of the connector's newest where none of that name is there. */
    private static <T extends Record> LocalDate end(Table<T> table, T row, Map<String, Source> sources, List<Source> read) {
        String name = source(table, row, sources).name();
        return read.stream().filter(s -> s.name().equals(name)).map(Source::date).findFirst()
                .or(() -> read.stream().map(Source::date).max(LocalDate::compareTo)).orElseGet(LocalDate::now);
    }

    private static void refuseOlder(Collection<Source> stored, List<Source> read) {
        Map<String, LocalDate> newest = stored.stream().filter(Objects::nonNull)
                .collect(Collectors.toMap(Source::name, Source::date, (a, b) -> a.isAfter(b) ? a : b));
        read.stream().filter(s -> newest.containsKey(s.name()) && newest.get(s.name()).isAfter(s.date())).findFirst().ifPresent(s -> {
            throw new Problem(Problem.Kind.CONFLICT, "the catalog has " + s.name() + " of " + newest.get(s.name()) + ", and this is of " + s.date(),
                    "look for a newer version, or leave it");
        });
    }

    long added() {
        return differences.stream().filter(d -> d.before() == null).count();
    }

    long changed() {
        return differences.stream().filter(d -> d.before() != null && d.after() != null).count();
    }

    long gone() {
        return differences.stream().filter(d -> d.after() == null).count();
    }
}
