package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Outcome;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCatalogTest {

    private record Settings(String database, String user, String password, boolean outcomes, boolean outcomeWords) implements StoreSettings {

        @Override
        public Class<? extends Annotation> annotationType() {
            return StoreSettings.class;
        }
    }

    @TempDir
    private Path home;

    private StoredCatalog catalog(String database, boolean outcomes, boolean seeded) {
        return new StoredCatalog(home.resolve("catalog"), new Settings(database, "", "", outcomes, false), null, seeded);
    }

    @Test
    void nothing_is_opened_before_the_first_question() {
        StoredCatalog catalog = catalog("", false, false);
        assertFalse(Files.exists(home.resolve("catalog")));
        assertEquals(0, catalog.revision());
        assertTrue(Files.exists(home.resolve("catalog")));
        catalog.close();
        assertThrows(Problem.class, catalog::revision);
    }

    @Test
    void what_ships_is_brought_in_once() {
        StoredCatalog first = catalog("", false, true);
        int artifacts = first.list(ArtifactQuery.all(), LocalDate.now()).size();
        assertTrue(artifacts >= 5000, artifacts + " artifacts");
        long revision = first.revision();
        first.close();
        StoredCatalog second = catalog("", false, true);
        assertEquals(revision, second.revision());
        second.close();
    }

    @Test
    void outcomes_are_kept_only_if_that_is_set() {
        var outcome = new Outcome("a need", "a/b", Outcome.Kind.WORKED, 1, Instant.EPOCH);
        StoredCatalog off = catalog("", false, false);
        assertFalse(off.record(outcome));
        off.close();
        StoredCatalog on = catalog("", true, false);
        assertTrue(on.record(outcome));
        on.close();
    }

    @Test
    void a_database_that_cannot_be_reached_or_read_is_told_in_words() throws IOException {
        StoredCatalog wrong = catalog("postgres://host/name", false, false);
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, wrong::revision).kind());
        Files.createDirectories(home.resolve("catalog"));
        Files.writeString(home.resolve("catalog/catalog.mv.db"), "this is no database");
        StoredCatalog torn = catalog("", false, false);
        Problem problem = assertThrows(Problem.class, torn::revision);
        assertEquals(Problem.Kind.INTERNAL, problem.kind());
        assertTrue(problem.getMessage().startsWith("the catalog's store at " + home.resolve("catalog") + " failed"), problem.getMessage());
    }
}
