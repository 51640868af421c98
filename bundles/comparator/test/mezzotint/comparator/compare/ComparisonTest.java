package mezzotint.comparator.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.comparator.FakePlugins;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.comparator.likeness.Likeness;
import mezzotint.comparator.search.ArtifactTraits;
import mezzotint.comparator.web.Html;
import mezzotint.comparator.web.Markdown;
import mezzotint.comparator.web.Report;
import mezzotint.libs.search.Filter;
import mezzotint.libs.search.Filters;
import mezzotint.libs.search.Need;
import mezzotint.libs.web.Json;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.Test;

public class ComparisonTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Likeness WORDS = new Likeness(new Embeddings(new FakePlugins()));

    private static Passport passport(String id, String type, List<Capability> capabilities, List<Fact> facts, List<Benchmark> benchmarks) {
        var source = new Source("s", "s", Source.Kind.PAGE, "a page", "https://example.org", null, TODAY, TODAY, "MIT", "test");
        return new Passport(new Artifact(id, type, id, "v", null, "s"), TODAY, List.of(), capabilities, facts, List.of(), benchmarks, List.of(), List.of(), List.of(), List.of(), Map.of("s", source));
    }

    private static Capability capability(String artifact, int order, String name, String task) {
        return new Capability(artifact + "__cap_" + order, artifact, order, name, task, null, "It has <b>rate limiting</b>.", null, "No rate limiting.", "stated", "s");
    }

    private static final Passport MODEL = passport("openai/gpt-4.1-mini", "model",
            List.of(capability("openai/gpt-4.1-mini", 0, "text and image understanding", "image-text-to-text"), capability("openai/gpt-4.1-mini", 1, "function calling", "text-generation")),
            List.of(new Fact("openai/gpt-4.1-mini", "stated.unfragileRank", "21/100", null, "s", null), new Fact("openai/gpt-4.1-mini", "shutdownDate", "2027-01-14", null, "s", null), new Fact("openai/gpt-4.1-mini", "knowledgeCutoff", "2024-04", null, "s", null),
                    new Fact("openai/gpt-4.1-mini", "knowledgeCutoff", "2024-06", null, "s", null)),
            List.of(new Benchmark("openai/gpt-4.1-mini", "Aider polyglot", "", "", "pass_rate_2", new BigDecimal("32.4"), 73, 225, LocalDate.of(2025, 4, 14), "s")));
    private static final Passport PROGRAM = passport("vladmandic/sdnext", "repo",
            List.of(capability("vladmandic/sdnext", 0, "text-to-image generation", "text-to-image"), capability("vladmandic/sdnext", 1, "image understanding", "image-to-text")),
            List.of(new Fact("vladmandic/sdnext", "licence", "Apache-2.0", null, "s", null), new Fact("vladmandic/sdnext", "stated.unfragileRank", "51/100", null, "s", null)), List.of());

    private static Map<String, Object> json(Passport... passports) {
        return new Comparison(List.of(passports), List.of(passports).stream().map(p -> List.<ScoreResult>of()).toList(), WORDS, Optional.empty()).json(List.of());
    }

    /** The pair of the seed, as far as these tests need it. */
    public static Map<String, Object> pair() {
        return json(MODEL, PROGRAM);
    }

    private static JsonObject compared(Passport... passports) {
        return JsonParser.parseString(Json.text(json(passports))).getAsJsonObject();
    }

    private static String markdown(Map<String, Object> comparison) {
        var report = new Report(comparison);
        return new Markdown().text(report.title(), report.asOf(), report.sections());
    }

    @Test
    void the_pair_is_no_substitute_and_its_link_is_named() {
        JsonObject verdict = compared(MODEL, PROGRAM).getAsJsonArray("verdicts").get(0).getAsJsonObject();
        assertEquals("none", verdict.get("verdict").getAsString());
        assertEquals(0, verdict.get("jaccard").getAsDouble());
        assertEquals("[\"image-text-to-text\",\"image-to-text\"]", verdict.getAsJsonArray("nearest").toString());
        assertTrue(verdict.getAsJsonArray("links").toString().contains("modules/openai/serve.py"));
    }

    @Test
    void what_does_the_same_is_a_substitute_and_what_is_unknown_is_not_judged() {
        assertEquals("substitutes", new Verdict(MODEL, MODEL, WORDS).json().get("verdict"));
        assertEquals("unknown", new Verdict(MODEL, passport("a/b", "model", List.of(), List.of(), List.of()), WORDS).json().get("verdict"));
    }

    @Test
    void what_is_stated_is_in_the_order_that_is_asked_for() {
        JsonObject stated = compared(MODEL, PROGRAM).getAsJsonObject("stated");
        assertEquals("[[\"UnfragileRank\",\"21/100\",\"51/100\"]]", stated.getAsJsonArray("rows").toString());
        assertTrue(stated.get("verdict").getAsString().startsWith("sdnext scores higher at 51/100"));
        assertEquals("[[\"UnfragileRank\",\"51/100\",\"21/100\"]]", compared(PROGRAM, MODEL).getAsJsonObject("stated").getAsJsonArray("rows").toString());
        Passport other = passport("a/b", "app", List.of(), List.of(), List.of());
        assertFalse(compared(MODEL, other).getAsJsonObject("stated").has("verdict"), "that page is of another pair");
        assertFalse(compared(other, passport("c/d", "app", List.of(), List.of(), List.of())).has("stated"));
    }

    @Test
    void every_capability_stands_in_one_row() {
        JsonObject alignment = compared(MODEL, PROGRAM).getAsJsonObject("alignment");
        assertEquals("words", alignment.get("by").getAsString());
        assertEquals("[[\"openai/gpt-4.1-mini__cap_0\",\"vladmandic/sdnext__cap_1\"],[\"openai/gpt-4.1-mini__cap_1\",null],[null,\"vladmandic/sdnext__cap_0\"]]",
                "[" + String.join(",", alignment.getAsJsonArray("rows").asList().stream().map(r -> r.getAsJsonObject().get("capabilities").toString()).toList()) + "]");
    }

    @Test
    void the_end_conflicts_and_intervals_are_told() {
        JsonObject all = compared(MODEL, PROGRAM);
        assertEquals("deprecated", all.getAsJsonArray("artifacts").get(0).getAsJsonObject().getAsJsonObject("status").get("status").getAsString());
        assertEquals("active", all.getAsJsonArray("artifacts").get(1).getAsJsonObject().getAsJsonObject("status").get("status").getAsString());
        assertEquals("[26.67,38.81]", all.getAsJsonArray("benchmarks").get(0).getAsJsonObject().get("interval").toString());
        assertEquals(595, all.getAsJsonArray("benchmarks").get(0).getAsJsonObject().get("days").getAsInt());
        JsonObject cutoff = all.getAsJsonArray("facts").get(0).getAsJsonObject();
        assertEquals("knowledgeCutoff", cutoff.get("key").getAsString());
        assertEquals("[true,false]", cutoff.get("conflicts").toString());
        assertEquals("ended", Ending.of(new Passport(MODEL.artifact(), LocalDate.of(2027, 1, 14), List.of(), List.of(), MODEL.facts(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of())).get("status"));
    }

    @Test
    void pages_say_the_same_and_read_no_text_as_markup() {
        Passport hostile = passport("a/b", "app", List.of(new Capability("c", "a/b", 0, "<script>alert(1)</script> | *x*", "text-to-image", null, null, null, null, "stated", "s")), List.of(), List.of());
        String html = new Html().page(new Report(json(MODEL, hostile)));
        assertFalse(html.contains("<script>alert"));
        assertTrue(html.contains("&lt;script&gt;alert(1)"));
        assertTrue(html.contains("no substitutes"));
        String markdown = markdown(json(MODEL, hostile));
        assertTrue(markdown.contains("\\<script\\>alert(1)\\</script\\> \\| \\*x\\*"), markdown);
        assertTrue(markdown.contains("openai/gpt-4.1-mini and a/b are no substitutes"), markdown);
    }

    @Test
    void claims_of_reviewers_give_way_to_the_same_of_a_checker() {
        ClaimChecker checker = (capability, passport, catalog) -> List.of(new ClaimChecker.Finding(new Claim("new", capability.id(), "10x larger context", Claim.Kind.COMPARISON, Claim.Status.REFUTED,
                "8.18x", null, TODAY, "comparison", "s"), List.of()));
        var same = new Claim("old", "openai/gpt-4.1-mini__cap_0", "10x larger context than GPT-4o (128K)", Claim.Kind.COMPARISON, Claim.Status.REFUTED, null, null, TODAY, "review", "s");
        var other = new Claim("other", "openai/gpt-4.1-mini__cap_0", "no fusion layers", Claim.Kind.MECHANISM, Claim.Status.UNVERIFIABLE, null, null, TODAY, "review", "s");
        CheckedClaims checked = CheckedClaims.of(MODEL.with(List.of(same, other), List.of()), new MemoryCatalog(Map.of()), new FakePlugins(checker));
        assertEquals(List.of("new", "new", "other"), checked.passport().claims().stream().map(Claim::id).toList());
    }

    @Test
    void what_a_checker_leaves_open_takes_nothing_from_a_reviewer() {
        ClaimChecker checker = (capability, passport, catalog) -> List.of(new ClaimChecker.Finding(new Claim("new", capability.id(), "45.1% on hard reasoning", Claim.Kind.BENCHMARK, Claim.Status.OPEN,
                null, "no source", TODAY, "number", "s"), List.of()));
        var reviewed = new Claim("old", "openai/gpt-4.1-mini__cap_0", "45.1% on hard reasoning benchmarks", Claim.Kind.BENCHMARK, Claim.Status.REFUTED, null, "of instructions", TODAY, "review", "s");
        CheckedClaims checked = CheckedClaims.of(MODEL.with(List.of(reviewed), List.of()), new MemoryCatalog(Map.of()), new FakePlugins(checker));
        assertEquals(List.of("new", "old"), checked.passport().claims().stream().map(Claim::id).toList());
        assertEquals("openai/gpt-4.1-mini__cap_1", checked.passport().claims().get(0).capability());
    }

    @Test
    void filters_leave_out_what_is_unknown_and_count_it() {
        var unknown = new TreeMap<String, Integer>();
        List<Filter> filters = Need.of("free local image generator", Set.of()).filters();
        Set<String> allowed = new Filters(filters).allowed(Map.of("model", ArtifactTraits.of(MODEL), "program", ArtifactTraits.of(PROGRAM),
                "blank", ArtifactTraits.of(passport("a/b", "model", List.of(), List.of(), List.of()))), unknown);
        assertEquals(Set.of("program"), allowed);
        assertEquals(Map.of("free", 1, "local", 1, "output:image", 1), unknown);
    }
}
