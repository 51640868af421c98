package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Outcome;

/** What became of offers on this machine. */
final class Outcomes {

    /** So many are kept: the oldest go first. */
    static final int MOST = 100_000;

    private static final String COLUMNS = "\"need\", \"artifact\", \"kind\", \"position\", \"at\", \"search\"";

    private Outcomes() {}

    /** By artifact, until the end of a day. */
    static Map<String, List<Outcome>> of(Connection connection, Collection<String> artifacts, LocalDate day) throws SQLException {
        String marks = artifacts.stream().map(id -> "?").collect(Collectors.joining(", "));
        OffsetDateTime end = day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toOffsetDateTime();
        var all = new HashMap<String, List<Outcome>>();
        for (OutcomeLog.Entry entry : read(connection, "\"artifact\" in (" + marks + ") and \"at\" < ?", Stream.concat(artifacts.stream(), Stream.of(end)).toArray())) {
            all.computeIfAbsent(entry.outcome().artifact(), id -> new ArrayList<>()).add(entry.outcome());
        }
        return all;
    }

    /** All that are kept, oldest first. */
    static List<OutcomeLog.Entry> all(Connection connection) throws SQLException {
        return read(connection, "1 = 1");
    }

    /** What became of one artifact of a list that was shown. */
    static List<OutcomeLog.Entry> of(Connection connection, String search, String artifact) throws SQLException {
        return read(connection, "\"search\" = ? and \"artifact\" = ?", search, artifact);
    }

    private static List<OutcomeLog.Entry> read(Connection connection, String where, Object... values) throws SQLException {
        var all = new ArrayList<OutcomeLog.Entry>();
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from outcome where " + where + " order by \"at\"")) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var outcome = new Outcome(found.getString(1), found.getString(2), Outcome.Kind.valueOf(found.getString(3)), found.getInt(4),
                            found.getObject(5, OffsetDateTime.class).toInstant());
                    all.add(new OutcomeLog.Entry(found.getString(6), outcome));
                }
            }
        }
        return all;
    }

    /** @param search null where there was no list */
    static void add(Connection connection, String search, List<Outcome> outcomes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into outcome (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?)")) {
            for (Outcome outcome : outcomes) {
                insert.setString(1, outcome.need());
                insert.setString(2, outcome.artifact());
                insert.setString(3, outcome.kind().name());
                insert.setInt(4, outcome.position());
                insert.setObject(5, outcome.at().atOffset(ZoneOffset.UTC));
                insert.setString(6, search);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        trim(connection, MOST);
    }

    /** One more of a list, in the place of what it takes back. */
    static void replace(Connection connection, String search, Outcome.Kind takenBack, Outcome outcome) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outcome where \"search\" = ? and \"artifact\" = ? and \"kind\" = ?")) {
            delete.setString(1, search);
            delete.setString(2, outcome.artifact());
            delete.setString(3, takenBack.name());
            delete.executeUpdate();
        }
        add(connection, search, List.of(outcome));
    }

    static void trim(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outcome where \"at\" <= (select \"at\" from outcome order by \"at\" desc limit 1 offset " + most + ")")) {
            delete.executeUpdate();
        }
    }

    /** @return how many are gone */
    static int delete(Connection connection, Optional<String> artifact) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outcome" + artifact.map(id -> " where \"artifact\" = ?").orElse(""))) {
            if (artifact.isPresent()) {
                delete.setString(1, artifact.get());
            }
            return delete.executeUpdate();
        }
    }
}
