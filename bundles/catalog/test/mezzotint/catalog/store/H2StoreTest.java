package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        long revision = first.revision();
        first.close();
        Store second = store();
        assertEquals(List.of(), second.plan("one", "x", StoreChecks.rows("one", MAY, "128000", "0.40")).differences());
        assertEquals(revision, second.revision());
    }

    @Test
    void a_seed_that_was_cut_off_is_brought_in_to_its_end() throws IOException {
        var file = new ByteArrayOutputStream();
        CatalogFile.write(file, Map.of("one", StoreChecks.rows("one", MAY, "128000", "0.40"), "two", StoreChecks.rows("two", MAY, "128000", "0.40")));
        Store cut = store();
        cut.apply(cut.plan("two", "digest", StoreChecks.rows("two", MAY, "128000", "0.40")), "the distribution");
        cut.seed(new ByteArrayInputStream(file.toByteArray()), "digest");
        assertEquals(3, cut.database().read(Imports::all).size(), "two was there, one and the word that it is whole came");
        cut.seed(new ByteArrayInputStream(file.toByteArray()), "digest");
        assertEquals(3, cut.database().read(Imports::all).size());
    }
}
