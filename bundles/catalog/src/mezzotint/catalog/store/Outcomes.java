package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.Outcome;

/** What became of offers on this machine. */
final class Outcomes {

    private static final String COLUMNS = "\"need\", \"artifact\", \"kind\", \"position\", \"at\"";

    private Outcomes() {}

    /** By artifact. */
    static Map<String, List<Outcome>> of(Connection connection, Collection<String> artifacts) throws SQLException {
        String marks = artifacts.stream().map(id -> "?").collect(Collectors.joining(", "));
        var all = new HashMap<String, List<Outcome>>();
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from outcome where \"artifact\" in (" + marks + ") order by \"at\"")) {
            int at = 1;
            for (String id : artifacts) {
                select.setString(at++, id);
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var outcome = new Outcome(found.getString(1), found.getString(2), Outcome.Kind.valueOf(found.getString(3)), found.getInt(4),
                            found.getObject(5, OffsetDateTime.class).toInstant());
                    all.computeIfAbsent(outcome.artifact(), id -> new ArrayList<>()).add(outcome);
                }
            }
        }
        return all;
    }

    static void add(Connection connection, Outcome outcome) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into outcome (" + COLUMNS + ") values (?, ?, ?, ?, ?)")) {
            insert.setString(1, outcome.need());
            insert.setString(2, outcome.artifact());
            insert.setString(3, outcome.kind().name());
            insert.setInt(4, outcome.position());
            insert.setObject(5, outcome.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
