package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.catalog.ArtifactAlias;

/** Makes an import true, within a transaction. */
final class Writer {

    private static final int BATCH = 1000;

    private final Connection connection;

    Writer(Connection connection) {
        this.connection = connection;
    }

    /** @param by who asked for it */
    void apply(Import change, String by) throws SQLException {
        Sources.add(connection, change.sources());
        // Aliases come first: they decide whom the other rows count for.
        List<Difference<ArtifactAlias>> aliases = of(change, Tables.ALIASES);
        write(change.collection(), Tables.ALIASES, aliases, Owners.now(connection));
        Owners owners = Owners.now(connection);
        for (Table<?> table : Tables.ALL) {
            if (table != Tables.ALIASES) {
                write(change, table, owners);
            }
        }
        if (change.collection().equals(Owners.USER) || change.after() > 0) {
            Set<String> names = new LinkedHashSet<>();
            Stream.concat(aliases.stream().map(Difference::before), aliases.stream().map(Difference::after)).filter(Objects::nonNull)
                    .forEach(alias -> names.addAll(List.of(alias.name(), alias.artifact())));
            owners.refresh(connection, names);
        }
        Imports.add(connection, change, by);
    }

    private <T extends Record> void write(Import change, Table<T> table, Owners owners) throws SQLException {
        write(change.collection(), table, of(change, table), owners);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> List<Difference<T>> of(Import change, Table<T> table) {
        return change.differences().stream().filter(d -> d.table() == table).map(d -> (Difference<T>) d).toList();
    }

    private <T extends Record> void write(String collection, Table<T> table, List<Difference<T>> differences, Owners owners) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("update " + table.name() + " set \"valid_to\" = ? where \"row_id\" = ?");
                PreparedStatement insert = connection.prepareStatement(table.insert())) {
            int waiting = 0;
            for (Difference<T> difference : differences) {
                if (difference.row() != null) {
                    end.setDate(1, Date.valueOf(difference.from()));
                    end.setLong(2, difference.row());
                    end.addBatch();
                }
                if (difference.after() != null) {
                    insert(insert, collection, table, difference, owners);
                }
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            end.executeBatch();
            insert.executeBatch();
        }
    }

    private static <T extends Record> void insert(PreparedStatement insert, String collection, Table<T> table, Difference<T> difference, Owners owners) throws SQLException {
        String subject = table.subject().apply(difference.after());
        insert.setString(1, collection);
        insert.setString(2, subject);
        insert.setString(3, owners.of(collection, subject));
        insert.setDate(4, Date.valueOf(difference.from()));
        insert.setNull(5, Types.DATE);
        table.write(insert, difference.after());
        insert.addBatch();
    }
}
