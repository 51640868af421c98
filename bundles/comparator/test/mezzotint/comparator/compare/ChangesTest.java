package mezzotint.comparator.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {

    private static final LocalDate THEN = LocalDate.of(2026, 6, 1);
    private static final LocalDate NOW = LocalDate.of(2026, 11, 30);

    private static Passport passport(LocalDate day, List<Fact> facts, List<Price> prices) {
        Map<String, Source> sources = Map.of("one", source("one", THEN), "two", source("two", NOW));
        return new Passport(new Artifact("a/b", "model", "B", "a", null, "one"), day, List.of(), List.of(), facts, prices, List.of(), List.of(), List.of(), List.of(), List.of(), sources);
    }

    private static Source source(String id, LocalDate date) {
        return new Source(id, id, Source.Kind.PAGE, "a page", "https://example.org", null, date, date, "MIT", "test");
    }

    private static Price price(String amount, long per, String source) {
        return new Price("a/b", "seller", "input", new BigDecimal(amount), "USD", per, "token", "", source, null);
    }

    private static Fact fact(String key, String value, String source) {
        return new Fact("a/b", key, value, null, source, null);
    }

    private static ScoreResult score(Double value, String refused) {
        return new ScoreResult("adoption", "a/b", "f", "1", value, 0, 100, .5, List.of(new ScoreResult.Input("stars", 1.0, 1.0, 1, "one", null)), refused, List.of(), NOW);
    }

    private static List<String> changes(Passport then, Passport now, List<ScoreResult> before, List<ScoreResult> after) {
        return Changes.between("a/b", Statements.of(then, before), Statements.of(now, after)).stream().map(change -> JsonParser.parseString(Json.text(change)).getAsJsonObject())
                .map(change -> String.join(" ", change.get("kind").getAsString(), change.get("name").getAsString(), change.get("change").getAsString(), said(change, "before"), said(change, "after"))).toList();
    }

    private static String said(JsonObject change, String side) {
        return change.getAsJsonArray(side).asList().stream().map(one -> one.getAsJsonObject().asMap().values().stream().map(v -> v.getAsString()).toList().toString()).toList().toString();
    }

    private static List<String> changes(List<Fact> facts, List<Price> prices, List<Fact> factsNow, List<Price> pricesNow) {
        return changes(passport(THEN, facts, prices), passport(NOW, factsNow, pricesNow), List.of(), List.of());
    }

    @Test
    void another_price_is_a_change_with_who_says_it_and_when() {
        assertEquals(List.of("price input at seller changed [[0.40 USD for 1000000 token, one, 2026-06-01]] [[0.20 USD for 1000000 token, two, 2026-11-30]]"),
                changes(List.of(), List.of(price("0.40", 1_000_000, "one")), List.of(), List.of(price("0.20", 1_000_000, "two"))));
    }

    @Test
    void the_same_in_other_words_or_of_another_source_is_none() {
        assertEquals(List.of(), changes(List.of(fact("contextTokens", "128000", "one")), List.of(price("0.40", 1_000_000, "one")),
                List.of(fact("contextTokens", "128000.0", "two"), fact("contextTokens", "128000", "one")), List.of(price("0.0004", 1000, "two"), price("0.4", 1_000_000, "one"))));
    }

    @Test
    void what_nobody_said_became_known_and_what_nobody_says_is_gone() {
        assertEquals(List.of("fact licence known [] [[MIT, two, 2026-11-30]]", "fact stars gone [[7, one, 2026-06-01]] []"),
                changes(List.of(fact("stars", "7", "one")), List.of(), List.of(fact("licence", "MIT", "two")), List.of()));
    }

    @Test
    void a_price_of_nothing_is_a_price() {
        assertEquals(List.of("price input at seller known [] [[0.00 USD for 1000000 token, two, 2026-11-30]]"), changes(List.of(), List.of(), List.of(), List.of(price("0", 1_000_000, "two"))));
    }

    @Test
    void a_refused_score_says_nothing() {
        Passport then = passport(THEN, List.of(), List.of());
        Passport now = passport(NOW, List.of(), List.of());
        assertEquals(List.of("score adoption known [] [[0.00 (0.00 to 100.00), formula 1, 2026-11-30]]"), changes(then, now, List.of(score(null, "too little is known")), List.of(score(0.0, null))));
        assertEquals(List.of(), changes(then, now, List.of(score(null, "too little is known")), List.of(score(null, "nothing is known"))));
    }

    @Test
    void an_end_changes_the_status_and_comes_first() {
        List<String> found = changes(List.of(), List.of(), List.of(fact("shutdownDate", "2027-01-14", "two")), List.of());
        assertEquals(List.of("status status changed [[active]] [[deprecated, two, 2026-11-30]]", "fact shutdownDate known [] [[2027-01-14, two, 2026-11-30]]"), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30", "2026-12-01", "2030-01-01"})
    void a_day_that_is_too_late_is_refused(String since) {
        Problem refused = assertThrows(Problem.class, () -> new Days(LocalDate.of(2026, 11, 30), Optional.of(LocalDate.parse(since))));
        assertEquals(Problem.Kind.INVALID, refused.kind());
        assertEquals("since is " + since + ", which is not before 2026-11-30", refused.getMessage());
    }
}
