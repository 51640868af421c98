package mezzotint.catalog.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import mezzotint.plugin.Problem;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the rows are: H2 in a folder, or PostgreSQL. Both are told the same SQL. */
final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MILLIS = 10_000;

    /** Something that is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final String place;
    private final HikariDataSource pool;

    private Database(String place, DataSource source) {
        this.place = place;
        var settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(0);
        settings.setConnectionTimeout(PATIENCE_MILLIS);
        settings.setInitializationFailTimeout(-1);
        settings.setAutoCommit(false);
        settings.setPoolName("catalog");
        this.pool = new HikariDataSource(settings);
    }

    /** In files below a folder, which is made if there is none. */
    static Database h2(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, folder + " cannot be made: " + e.getMessage(), "make room, or see who may write there", e);
        }
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("catalog").toAbsolutePath() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE");
        return open(folder.toString(), source);
    }

    /** @param address as in {@code jdbc:postgresql://localhost/catalog} */
    static Database postgres(String address, String user, String password) {
        var source = new PGSimpleDataSource();
        try {
            source.setURL(address);
        } catch (IllegalArgumentException e) {
            throw new Problem(Problem.Kind.INVALID, "the catalog's database is " + address, "write it as in jdbc:postgresql://localhost/catalog", e);
        }
        source.setUser(user);
        source.setPassword(password);
        return open(address, source);
    }

    /** A connection comes before the pool, which would try for long what cannot be. */
    private static Database open(String place, DataSource source) {
        try (Connection first = source.getConnection()) {
            return new Database(place, source).withSchema();
        } catch (SQLException e) {
            throw failed(place, e);
        }
    }

    private Database withSchema() {
        try {
            change(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String command : Schema.commands()) {
                        statement.execute(command);
                    }
                }
                return null;
            });
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws Problem of kind {@code INTERNAL} if the store does not answer */
    <T> T read(Work<T> work) {
        return run(work, false);
    }

    /** All of it, or nothing. */
    <T> T change(Work<T> work) {
        return run(work, true);
    }

    private <T> T run(Work<T> work, boolean keep) {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.run(connection);
                if (keep) {
                    connection.commit();
                }
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw failed(place, e);
        }
    }

    private static Problem failed(String place, SQLException e) {
        return new Problem(Problem.Kind.INTERNAL, "the catalog's store at " + place + " failed: " + e.getMessage().split("\n")[0],
                "see that nothing else has it open; if it is damaged, move it away: what was imported can be imported again", e);
    }

    @Override
    public void close() {
        pool.close();
    }
}
