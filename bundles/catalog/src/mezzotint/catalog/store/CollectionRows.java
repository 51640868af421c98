package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Source;

/** What one connector says now. */
final class CollectionRows {

    private CollectionRows() {}

    static CatalogRows of(Connection connection, String collection) throws SQLException {
        Set<String> named = new LinkedHashSet<>();
        var artifacts = rows(connection, collection, Tables.ARTIFACTS, named);
        var aliases = rows(connection, collection, Tables.ALIASES, named);
        var capabilities = rows(connection, collection, Tables.CAPABILITIES, named);
        var facts = rows(connection, collection, Tables.FACTS, named);
        var prices = rows(connection, collection, Tables.PRICES, named);
        var benchmarks = rows(connection, collection, Tables.BENCHMARKS, named);
        var relations = rows(connection, collection, Tables.RELATIONS, named);
        var claims = rows(connection, collection, Tables.CLAIMS, named);
        var evidence = rows(connection, collection, Tables.EVIDENCE, named);
        Map<String, Source> sources = Sources.all(connection);
        return new CatalogRows(named.stream().map(sources::get).toList(), artifacts, aliases, capabilities, facts, prices, benchmarks, relations, claims, evidence);
    }

    private static <T extends Record> List<T> rows(Connection connection, String collection, Table<T> table, Set<String> named) throws SQLException {
        var rows = new ArrayList<T>();
        for (Table.Row<T> row : table.read(connection, "\"row_collection\" = ? and \"valid_to\" is null", collection)) {
            rows.add(row.value());
            named.add(table.source().apply(row.value()));
        }
        return rows;
    }
}
