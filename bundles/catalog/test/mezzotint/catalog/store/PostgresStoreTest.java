package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same on PostgreSQL, where its server is installed. */
class PostgresStoreTest implements StoreChecks {

    @TempDir
    private static Path folder;
    private static PostgresServer server;
    private Store store;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> programs = PostgresServer.installed();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed here; Debian's package is postgresql");
        server = PostgresServer.start(programs.get(), folder);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    public Store store() {
        store = new Store(Database.postgres(server.empty(), PostgresServer.USER, ""));
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }
}
