package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The book of what was imported and merged. */
final class Imports {

    /**
     * A change that was made.
     *
     * @param collection id of the connector, or {@code user}
     * @param digest sha-256 of what was read
     */
    record Done(long id, String collection, String digest, String by, Instant at, int added, int changed, int gone) {}

    private static final String COLUMNS = "\"collection\", \"digest\", \"asked_by\", \"at\", \"added\", \"changed\", \"gone\"";

    private Imports() {}

    /** Newest first. */
    static List<Done> all(Connection connection) throws SQLException {
        var all = new ArrayList<Done>();
        try (PreparedStatement select = connection.prepareStatement("select \"id\", " + COLUMNS + " from import order by \"id\" desc"); ResultSet found = select.executeQuery()) {
            while (found.next()) {
                all.add(new Done(found.getLong(1), found.getString(2), found.getString(3), found.getString(4), found.getObject(5, OffsetDateTime.class).toInstant(),
                        found.getInt(6), found.getInt(7), found.getInt(8)));
            }
        }
        return all;
    }

    static Optional<Done> last(Connection connection, String collection) throws SQLException {
        return all(connection).stream().filter(d -> d.collection().equals(collection)).findFirst();
    }

    static void add(Connection connection, Import change, String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into import (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, change.collection());
            insert.setString(2, change.digest());
            insert.setString(3, by);
            insert.setObject(4, OffsetDateTime.now(ZoneOffset.UTC));
            insert.setInt(5, (int) change.added());
            insert.setInt(6, (int) change.changed());
            insert.setInt(7, (int) change.gone());
            insert.executeUpdate();
        }
    }
}
