package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The book of what was imported and merged. */
final class Imports {

    private static final String COLUMNS = "\"collection\", \"digest\", \"asked_by\", \"at\", \"added\", \"changed\", \"gone\"";

    private Imports() {}

    /** Newest first. */
    static List<Importer.Done> all(Connection connection) throws SQLException {
        var all = new ArrayList<Importer.Done>();
        try (PreparedStatement select = connection.prepareStatement("select \"id\", " + COLUMNS + " from import order by \"id\" desc"); ResultSet found = select.executeQuery()) {
            while (found.next()) {
                all.add(new Importer.Done(found.getLong(1), found.getString(2), found.getString(3), found.getString(4), found.getObject(5, OffsetDateTime.class).toInstant(),
                        found.getInt(6), found.getInt(7), found.getInt(8)));
            }
        }
        return all;
    }

    /** Microseconds since 1970 at the last change; 0 if there is none. A number of imports would be the same in two stores that hold different things. */
    static long newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(\"at\") from import"); ResultSet found = select.executeQuery()) {
            found.next();
            OffsetDateTime at = found.getObject(1, OffsetDateTime.class);
            return at == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
        }
    }

    /** The number of the last change of a connector's rows; 0 if there is none. */
    static long last(Connection connection, String collection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select coalesce(max(\"id\"), 0) from import where \"collection\" = ?")) {
            select.setString(1, collection);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    static void add(Connection connection, Import change, String by) throws SQLException {
        // A clock may be set back; the time of the last change must grow.
        long at = Math.max(newest(connection) + 1, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        try (PreparedStatement insert = connection.prepareStatement("insert into import (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, change.collection());
            insert.setString(2, change.digest());
            insert.setString(3, by);
            insert.setObject(4, Instant.EPOCH.plus(at, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            insert.setInt(5, (int) change.added());
            insert.setInt(6, (int) change.changed());
            insert.setInt(7, (int) change.gone());
            insert.executeUpdate();
        }
    }
}
