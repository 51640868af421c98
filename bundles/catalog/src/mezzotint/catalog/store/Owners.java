package mezzotint.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which artifact a name counts for. A connector's own aliases hold for the rows of that connector; what a user merged or parted holds for all, and
 * comes first.
 */
final class Owners {

    /** The collection of what users say. */
    static final String USER = "user";

    private final Map<String, Map<String, String>> byCollection = new HashMap<>();

    private Owners() {}

    /** As the aliases stand that are stored now. */
    static Owners now(Connection connection) throws SQLException {
        var owners = new Owners();
        try (PreparedStatement select = connection.prepareStatement("select \"row_collection\", \"name\", \"artifact\" from alias where \"valid_to\" is null");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                owners.byCollection.computeIfAbsent(found.getString(1), c -> new HashMap<>()).put(found.getString(2), found.getString(3));
            }
        }
        return owners;
    }

    String of(String collection, String subject) {
        Map<String, String> users = byCollection.getOrDefault(USER, Map.of());
        if (users.containsKey(subject)) {
            return users.get(subject);
        }
        String artifact = byCollection.getOrDefault(collection, Map.of()).getOrDefault(subject, subject);
        return users.getOrDefault(artifact, artifact);
    }

    /** Lets rows count for who they count for now, where a name among these decides. */
    void refresh(Connection connection, Collection<String> names) throws SQLException {
        for (Table<?> table : Tables.ALL) {
            try (PreparedStatement select = connection.prepareStatement("select \"row_id\", \"row_collection\", \"row_subject\", \"row_owner\" from " + table.name()
                            + " where \"row_subject\" = ? or \"row_owner\" = ?");
                    PreparedStatement update = connection.prepareStatement("update " + table.name() + " set \"row_owner\" = ? where \"row_id\" = ?")) {
                for (String name : names) {
                    select.setString(1, name);
                    select.setString(2, name);
                    refresh(select, update);
                }
                update.executeBatch();
            }
        }
    }

    private void refresh(PreparedStatement select, PreparedStatement update) throws SQLException {
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                String owner = of(found.getString(2), found.getString(3));
                if (!owner.equals(found.getString(4))) {
                    update.setString(1, owner);
                    update.setLong(2, found.getLong(1));
                    update.addBatch();
                }
            }
        }
    }
}
