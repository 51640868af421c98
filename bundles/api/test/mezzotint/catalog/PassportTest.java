package mezzotint.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

class PassportTest {

    private static Fact fact(String key, String value, String source) {
        return new Fact("a/b", key, value, null, source, LocalDate.of(2026, 1, 1));
    }

    private static Passport with(Fact... facts) {
        return new Passport(new Artifact("a/b", "model", "b", null, null, "one"), LocalDate.of(2026, 1, 1), List.of(), List.of(), List.of(facts),
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    void two_values_are_a_conflict_and_two_spellings_of_a_number_are_none() {
        Passport passport = with(fact("knowledgeCutoff", "2024-04", "one"), fact("knowledgeCutoff", "2024-06", "two"),
                fact("contextTokens", "128000", "one"), fact("contextTokens", "128000.0", "two"), fact("released", "2025-04-14", "one"));
        assertEquals(Set.of("knowledgeCutoff"), passport.conflicts().keySet());
        assertEquals(2, passport.conflicts().get("knowledgeCutoff").size());
        assertEquals(new BigDecimal("128000"), passport.number("contextTokens").orElseThrow());
        assertEquals(true, passport.number("released").isEmpty());
    }

    @Test
    void nothing_without_a_source() {
        assertEquals("contextTokens of a/b has no source", assertThrows(Problem.class, () -> fact("contextTokens", "1", " ")).getMessage());
        assertThrows(Problem.class, () -> fact("contextTokens", null, "one"));
        assertThrows(Problem.class, () -> new Capability("a/b__cap_0", "a/b", 0, "paints", null, null, "Paints.", null, null, "stated", null));
        assertThrows(Problem.class, () -> new Price("a/b", "b", "input", null, "USD", 1, "token", null, "one", null));
    }

    @Test
    void a_rank_among_equals_is_the_middle() {
        var population = new Population("model.x", LocalDate.of(2026, 1, 1), List.of(3.0, 1.0, 2.0, 2.0));
        assertEquals(0.5, population.percentile(2));
        assertEquals(0.875, population.percentile(3));
        assertEquals(1, population.percentile(9));
        assertEquals(false, population.isEnough());
    }
}
