package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest implements StoreChecks {

    @TempDir
    private Path folder;
    private Store store;

    @Override
    public Store store() {
        store = new Store(Database.h2(folder));
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void rows_outlive_the_process() {
        Store first = store();
        first.apply(first.plan("one", "x", StoreChecks.rows("one", MAY, "128000", "0.40")), "test");
        first.close();
        Store second = store();
        assertEquals(List.of(), second.plan("one", "x", StoreChecks.rows("one", MAY, "128000", "0.40")).differences());
        assertEquals(1, second.revision());
    }
}
