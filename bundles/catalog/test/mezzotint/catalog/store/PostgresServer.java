package mezzotint.catalog.store;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of a test's own. */
record PostgresServer(Path programs, Path folder, int port) {

    static final String USER = "postgres";

    /** Where Debian has the newest server; empty if there is none. */
    static Optional<Path> installed() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(v -> v.resolve("bin")).filter(b -> Files.isExecutable(b.resolve("pg_ctl"))).max(Comparator.naturalOrder());
        }
    }

    static PostgresServer start(Path programs, Path folder) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var server = new PostgresServer(programs, folder.resolve("data"), port);
        if (isRoot()) {
            // The server refuses to run as root, so the folder is its user's.
            run(List.of("chown", USER, folder.toString()));
        }
        run(server.as(programs.resolve("initdb").toString(), "-D", server.folder.toString(), "-U", USER, "--auth=trust", "--no-sync"));
        run(server.as(programs.resolve("pg_ctl").toString(), "-D", server.folder.toString(), "-w", "-l", folder.resolve("log").toString(),
                "-o", "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off", "start"));
        return server;
    }

    void stop() throws IOException, InterruptedException {
        run(as(programs.resolve("pg_ctl").toString(), "-D", folder.toString(), "-m", "immediate", "-w", "stop"));
    }

    /** The address of a database without tables. */
    String empty() {
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser(USER);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists catalog");
            statement.execute("create database catalog");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/catalog";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private List<String> as(String... command) {
        var all = new ArrayList<>(isRoot() ? List.of("runuser", "-u", USER, "--") : List.<String>of());
        all.addAll(List.of(command));
        return all;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        File log = Files.createTempFile("postgres", ".log").toFile();
        int status = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).directory(new File("/")).start().waitFor();
        String said = Files.readString(log.toPath());
        Files.delete(log.toPath());
        if (status != 0) {
            throw new IOException(command + " ended with " + status + ": " + said);
        }
    }
}
