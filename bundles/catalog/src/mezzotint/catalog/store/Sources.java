package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Source;

/** The sources that were read. */
final class Sources {

    private static final String COLUMNS = "\"id\", \"name\", \"kind\", \"title\", \"locator\", \"sha256\", \"observed\", \"retrieved\", \"licence\", \"parser\"";

    private Sources() {}

    /** By id, newest first. */
    static Map<String, Source> all(Connection connection) throws SQLException {
        var all = new ArrayList<Source>();
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from source"); ResultSet found = select.executeQuery()) {
            while (found.next()) {
                all.add(new Source(found.getString(1), found.getString(2), Source.Kind.valueOf(found.getString(3)), found.getString(4), found.getString(5),
                        found.getString(6), found.getObject(7, LocalDate.class), found.getObject(8, LocalDate.class), found.getString(9), found.getString(10)));
            }
        }
        all.sort((a, b) -> a.date().equals(b.date()) ? a.id().compareTo(b.id()) : b.date().compareTo(a.date()));
        var byId = new LinkedHashMap<String, Source>();
        all.forEach(s -> byId.put(s.id(), s));
        return byId;
    }

    /** Keeps those that are new. */
    static void add(Connection connection, Collection<Source> sources) throws SQLException {
        Map<String, Source> known = all(connection);
        List<Source> fresh = sources.stream().filter(s -> !known.containsKey(s.id())).toList();
        try (PreparedStatement insert = connection.prepareStatement("insert into source (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Source s : fresh) {
                Object[] values = {s.id(), s.name(), s.kind().name(), s.title(), s.locator(), s.sha256(), s.observed(), s.retrieved(), s.licence(), s.parser()};
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
