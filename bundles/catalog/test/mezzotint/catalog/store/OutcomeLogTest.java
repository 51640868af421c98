package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Outcome.Kind;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeLogTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);

    private record Settings(boolean outcomes, boolean outcomeWords) implements StoreSettings {

        @Override
        public Class<? extends Annotation> annotationType() {
            return StoreSettings.class;
        }

        @Override
        public String database() {
            return "";
        }

        @Override
        public String user() {
            return "";
        }

        @Override
        public String password() {
            return "";
        }
    }

    @TempDir
    private Path home;
    private StoredCatalog catalog;

    @BeforeEach
    void fill() {
        catalog = new StoredCatalog(home.resolve("catalog"), new Settings(true, true), null, false);
        var source = new Source("git 1", "git", Source.Kind.GIT, null, "git:a/b@1", null, DAY, DAY, "MIT", null);
        List<Artifact> artifacts = List.of("a/b", "a/c").stream().map(id -> new Artifact(id, "repo", id, null, null, source.id())).toList();
        catalog.store().apply(catalog.store().plan("test", "", new CatalogRows(List.of(source), artifacts, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of())), "test");
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private OutcomeLog log(boolean kept, boolean words) {
        return new OutcomeLog(new Settings(kept, words), catalog);
    }

    private List<String> kept() {
        return log(true, false).all().stream().map(e -> e.outcome().artifact() + " " + e.outcome().kind() + " " + e.outcome().position()).toList();
    }

    @Test
    void nothing_is_kept_unless_that_is_set() {
        Problem problem = assertThrows(Problem.class, () -> log(false, true).shown(List.of("a/b"), "a need"));
        assertEquals(Problem.Kind.CONFLICT, problem.kind());
        assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> log(false, true).became("x", "a/b", Kind.CHOSEN)).kind());
        assertEquals(List.of(), kept());
    }

    @Test
    void the_words_are_kept_only_if_administrator_and_user_agree() {
        log(true, false).shown(List.of("a/b"), "the words");
        log(true, true).shown(List.of("a/b"), null);
        assertTrue(log(true, true).all().stream().allMatch(e -> e.outcome().need().equals(e.search())));
        log(true, true).shown(List.of("a/b"), "the words");
        assertEquals(1, log(true, true).all().stream().filter(e -> e.outcome().need().equals("the words")).count());
    }

    @Test
    void what_became_of_a_list_has_its_place_and_counts_once() {
        OutcomeLog log = log(true, false);
        String search = log.shown(List.of("a/c", "a/b"), null);
        log.became(search, "a/b", Kind.CHOSEN);
        log.became(search, "a/b", Kind.CHOSEN);
        log.became(search, "a/b", Kind.WORKED);
        log.became(search, "a/b", Kind.FAILED);
        assertEquals(List.of("a/b chosen 2", "a/b failed 2", "a/b shown 2", "a/c shown 1"), kept().stream().sorted().toList(), "who says that it failed takes back that it worked");
        assertEquals(3, catalog.find("a/b", LocalDate.now()).orElseThrow().outcomes().size());
        assertEquals(List.of(), catalog.find("a/b", DAY).orElseThrow().outcomes(), "on that day nothing had become of it");
    }

    @Test
    void what_was_not_shown_is_refused_by_name() {
        OutcomeLog log = log(true, false);
        String search = log.shown(List.of("a/c"), null);
        assertEquals("a/b was not in a list " + search + " that is kept", assertThrows(Problem.class, () -> log.became(search, "a/b", Kind.CHOSEN)).getMessage());
        assertEquals("there is no artifact x/y", assertThrows(Problem.class, () -> log.shown(List.of("a/b", "x/y"), null)).getMessage());
        for (List<String> odd : List.of(List.<String>of(), List.of("a/b", "a/b"), IntStream.range(0, 51).mapToObj(i -> "a/" + i).toList())) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> log.shown(odd, null)).kind());
        }
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> log.became(search, "a/c", Kind.SHOWN)).kind());
    }

    @Test
    void it_is_forgotten_also_while_nothing_is_kept() {
        log(true, false).shown(List.of("a/b", "a/c"), null);
        assertEquals(1, log(false, false).forget(Optional.of("a/b")));
        assertEquals(List.of("a/c shown 2"), kept());
        assertEquals(1, log(false, false).forget(Optional.empty()));
        assertEquals(List.of(), kept());
    }

    @Test
    void the_oldest_go_first() {
        Instant begin = Instant.parse("2026-07-23T00:00:00Z");
        catalog.store().database().change(connection -> {
            Outcomes.add(connection, null, IntStream.range(0, 10).mapToObj(i -> new Outcome("need " + i, "a/b", Kind.SHOWN, 1, begin.plus(i, ChronoUnit.HOURS))).toList());
            Outcomes.trim(connection, 3);
            return null;
        });
        assertEquals("need 7, need 8, need 9", log(true, false).all().stream().map(e -> e.outcome().need()).collect(Collectors.joining(", ")));
    }
}
