package mezzotint.catalog.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Capability;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

/** What holds for the store on any database. */
interface StoreChecks {

    LocalDate MAY = LocalDate.of(2026, 5, 21);
    LocalDate NOVEMBER = LocalDate.of(2026, 11, 23);
    String MODEL = "acme/writer-mini";

    /** An empty store. */
    Store store();

    static Source source(String name, LocalDate day) {
        return new Source(name + " " + day, name, Source.Kind.PACKAGE, "data.json", "pypi:" + name, "ab".repeat(32), day, day, "MIT", "test 1");
    }

    /** A model with one fact and one price, as a source says it on a day. */
    static CatalogRows rows(String name, LocalDate day, String context, String price) {
        String source = source(name, day).id();
        return new CatalogRows(List.of(source(name, day)), List.of(new Artifact(MODEL, "model", "Writer Mini", "acme", "Writes.", source)),
                List.of(new ArtifactAlias(MODEL, "elsewhere/writer-mini", source, 1)),
                List.of(new Capability(MODEL + "__cap_0", MODEL, 0, "writes", "text-generation", null, "It writes.", null, null, "stated", source)),
                context == null ? List.of() : List.of(new Fact(MODEL, "contextTokens", context, "token", source, null)),
                List.of(new Price(MODEL, "acme", "input", new BigDecimal(price), "USD", 1_000_000, "token", "", source, null),
                        new Price("elsewhere/writer-mini", "elsewhere", "input", new BigDecimal("9.99"), "USD", 1_000_000, "token", "", source, null)),
                List.of(new Benchmark(MODEL, "spelling", "", "", "passed", new BigDecimal("32.4"), 73, 225, MAY, source)),
                List.of(new Relation(MODEL, "served-by", "elsewhere", source)),
                List.of(new Claim(MODEL + "__cap_0#0", MODEL + "__cap_0", "It writes", Claim.Kind.SUPPORT, Claim.Status.VERIFIED, null, "seen", day, "review", source)),
                List.of(new Evidence(MODEL + "__cap_0#0", source, "data.json", "true", Evidence.Verdict.SUPPORTS)));
    }

    private static Import bring(Store store, String name, LocalDate day, String context, String price) {
        Import change = store.plan(name, "digest " + day, rows(name, day, context, price));
        store.apply(change, "test");
        return change;
    }

    private static Optional<Passport> find(Store store, String name, LocalDate day) {
        return store.database().read(connection -> {
            var reader = new Reader(connection, day);
            return reader.passports(reader.named(name).stream().toList()).stream().findFirst();
        });
    }

    @Test
    default void what_was_brought_is_found_by_id_and_alias() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        Passport passport = find(store, "Elsewhere/Writer-Mini", NOVEMBER).orElseThrow();
        assertEquals(MODEL, passport.artifact().id());
        assertEquals(new BigDecimal("128000"), passport.number("contextTokens").orElseThrow());
        assertEquals(List.of("0.40", "9.99"), passport.prices().stream().map(p -> p.amount().toPlainString()).toList());
        assertEquals(List.of(73, 225), List.of(passport.benchmarks().get(0).k(), passport.benchmarks().get(0).n()));
        assertEquals(Claim.Status.VERIFIED, passport.claims().get(0).status());
        assertEquals(1, passport.evidence(MODEL + "__cap_0#0").size());
        assertEquals("MIT", passport.sources().get("one " + MAY).licence());
        assertTrue(find(store, "nothing", NOVEMBER).isEmpty());
    }

    @Test
    default void a_second_import_of_the_same_changes_nothing() {
        Store store = store();
        Import first = bring(store, "one", MAY, "128000", "0.40");
        assertEquals(List.of(10L, 0L, 0L), List.of(first.added(), first.changed(), first.gone()));
        assertEquals(List.of(), bring(store, "one", MAY, "128000", "0.4").differences());
        assertEquals(List.of(), bring(store, "one", NOVEMBER, "128000", "0.400").differences(), "a newer version that says the same");
    }

    @Test
    default void nothing_is_overwritten_and_any_day_can_be_asked_for() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        Import change = bring(store, "one", NOVEMBER, null, "0.10");
        assertEquals(List.of(0L, 1L, 1L), List.of(change.added(), change.changed(), change.gone()), "the price; the context is gone");
        Passport before = find(store, MODEL, LocalDate.of(2026, 8, 1)).orElseThrow();
        assertEquals("0.40", before.prices().get(0).amount().toPlainString());
        assertEquals(1, before.facts("contextTokens").size());
        Passport after = find(store, MODEL, NOVEMBER).orElseThrow();
        assertTrue(after.prices().stream().anyMatch(p -> p.amount().compareTo(new BigDecimal("0.10")) == 0));
        assertEquals(List.of(), after.facts("contextTokens"));
        assertTrue(find(store, MODEL, LocalDate.of(2026, 1, 1)).isEmpty(), "nobody said anything yet");
    }

    @Test
    default void an_older_version_is_refused() {
        Store store = store();
        bring(store, "one", NOVEMBER, "128000", "0.40");
        Problem problem = assertThrows(Problem.class, () -> bring(store, "one", MAY, "64000", "0.80"));
        assertEquals(Problem.Kind.CONFLICT, problem.kind());
        assertEquals("the catalog has one of 2026-11-23, and this is of 2026-05-21", problem.getMessage());
    }

    @Test
    default void two_sources_that_differ_are_a_conflict_and_leave_each_other_alone() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        bring(store, "two", NOVEMBER, "200000", "0.40");
        Passport passport = find(store, MODEL, NOVEMBER).orElseThrow();
        assertEquals(Set.of("contextTokens"), passport.conflicts().keySet());
        assertEquals(List.of("200000", "128000"), passport.facts("contextTokens").stream().map(Fact::value).toList(), "newest first");
    }

    @Test
    default void a_row_that_names_no_source_or_contradicts_another_is_refused_and_nothing_is_kept() {
        Store store = store();
        CatalogRows good = rows("one", MAY, "128000", "0.40");
        var facts = new ArrayList<>(good.facts());
        facts.add(new Fact(MODEL, "contextTokens", "64000", "token", good.sources().get(0).id(), null));
        CatalogRows torn = new CatalogRows(good.sources(), good.artifacts(), List.of(), List.of(), facts, List.of(), List.of(), List.of(), List.of(), List.of());
        assertTrue(assertThrows(Problem.class, () -> store.plan("one", "", torn)).getMessage().startsWith("the rows contradict each other"));
        CatalogRows lost = new CatalogRows(List.of(), good.artifacts(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        assertTrue(assertThrows(Problem.class, () -> store.plan("one", "", lost)).getMessage().contains("names the source one 2026-05-21, which is not told"));
        assertTrue(find(store, MODEL, NOVEMBER).isEmpty());
    }

    @Test
    default void what_a_connector_merged_can_be_parted_and_merged_again() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        store.merge("elsewhere/writer-mini", "elsewhere/writer-mini", "test");
        LocalDate today = LocalDate.now();
        assertEquals(1, find(store, MODEL, today).orElseThrow().prices().size());
        assertEquals("9.99", find(store, "elsewhere/writer-mini", today).orElseThrow().prices().get(0).amount().toPlainString());
        assertEquals(2, store.day(today).artifacts().size());
        bring(store, "one", NOVEMBER, "128000", "0.30");
        assertEquals(1, find(store, MODEL, today).orElseThrow().prices().size(), "a newer version does not merge them again");
        store.unmerge("elsewhere/writer-mini", "test");
        assertEquals(2, find(store, MODEL, today).orElseThrow().prices().size());
        assertEquals(1, store.day(today).artifacts().size());
        assertThrows(Problem.class, () -> store.unmerge("elsewhere/writer-mini", "test"));
    }

    @Test
    default void two_artifacts_can_be_merged_by_a_user_and_parted_again() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        Source other = source("two", MAY);
        store.apply(store.plan("two", "", new CatalogRows(List.of(other), List.of(new Artifact("acme/writer-mini-2025", "model", "Writer", "acme", null, other.id())),
                List.of(), List.of(), List.of(new Fact("acme/writer-mini-2025", "released", "2025-04-14", null, other.id(), null)), List.of(), List.of(), List.of(),
                List.of(), List.of())), "test");
        LocalDate today = LocalDate.now();
        store.merge("acme/writer-mini-2025", MODEL, "test");
        assertEquals("2025-04-14", find(store, MODEL, today).orElseThrow().facts("released").get(0).value());
        assertEquals(MODEL, find(store, "acme/writer-mini-2025", today).orElseThrow().artifact().id());
        store.unmerge("acme/writer-mini-2025", "test");
        assertEquals("acme/writer-mini-2025", find(store, "acme/writer-mini-2025", today).orElseThrow().artifact().id());
        assertEquals(List.of(), find(store, MODEL, today).orElseThrow().facts("released"));
    }

    @Test
    default void a_query_finds_by_each_of_its_parts() {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        assertEquals(1, count(store, new ArtifactQuery("WRITER acme", Set.of("model"), "ACME", "text-generation", false, null, null, 128_000L, new BigDecimal("0.40"),
                null, Set.of(), 10, null)));
        assertEquals(0, count(store, new ArtifactQuery("painter", null, null, null, null, null, null, null, null, null, null, 10, null)));
        assertEquals(0, count(store, new ArtifactQuery(null, Set.of("repo"), null, null, null, null, null, null, null, null, null, 10, null)));
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, true, null, null, null, null, null, null, 10, null)));
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, null, null, null, 128_001L, null, null, null, 10, null)));
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, null, null, null, null, new BigDecimal("0.39"), null, null, 10, null)));
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, null, true, null, null, null, null, null, 10, null)), "unknown is not yes");
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, null, false, null, null, null, null, null, 10, null)), "unknown is not no");
        assertEquals(0, count(store, new ArtifactQuery(null, null, null, null, null, null, null, null, null, null, null, 10, MODEL)));
    }

    private static int count(Store store, ArtifactQuery query) {
        return new Choosing(store.day(NOVEMBER), query).run().size();
    }

    @Test
    default void a_revision_grows_with_each_change_even_if_the_clock_does_not() {
        Store store = store();
        assertEquals(0, store.revision());
        bring(store, "one", MAY, "128000", "0.40");
        long first = store.revision();
        store.database().change(connection -> connection.createStatement().executeUpdate("update import set \"at\" = \"at\" + interval '1' day"));
        long tomorrow = store.revision();
        assertEquals(Duration.ofDays(1), Duration.of(tomorrow - first, ChronoUnit.MICROS));
        bring(store, "two", MAY, "128000", "0.40");
        assertEquals(tomorrow + 1, store.revision());
    }

    @Test
    default void an_export_brings_the_same_rows_again() throws IOException {
        Store store = store();
        bring(store, "one", MAY, "128000", "0.40");
        var out = new ByteArrayOutputStream();
        store.export(out);
        var read = CatalogFile.read(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(List.of("one"), List.copyOf(read.keySet()));
        assertEquals(rows("one", MAY, "128000", "0.40"), read.get("one"));
        assertEquals(List.of(), store.plan("one", "", read.get("one")).differences());
    }
}
