package mezzotint.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mezzotint.catalog.ScoreResult.Input;
import org.junit.jupiter.api.Test;

class ScoreResultTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Passport PASSPORT = new Passport(new Artifact("a/b", "repo", "b", null, null, "test"), DAY, List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    private static ScoreResult of(List<Input> inputs) {
        return ScoreResult.weighted("adoption", PASSPORT, "mean", "1", inputs, 0.5);
    }

    private static Input input(String name, Double share, double weight) {
        return new Input(name, share, share, weight, share == null ? null : "test", null);
    }

    @Test
    void what_is_unknown_is_not_nought() {
        ScoreResult half = of(List.of(input("stars", 0.8, 1), input("downloads", null, 1)));
        assertEquals(80, half.value(), 1e-12);
        assertEquals(40, half.lo(), 1e-12);
        assertEquals(90, half.hi(), 1e-12);
        assertEquals(0.5, half.coverage());
        ScoreResult nought = of(List.of(input("stars", 0.8, 1), input("downloads", 0.0, 1)));
        assertEquals(40, nought.value(), 1e-12);
        assertEquals(nought.lo(), nought.hi(), 1e-12);
    }

    @Test
    void too_little_is_refused_with_the_bounds() {
        ScoreResult thin = of(List.of(input("stars", 0.98, 2), input("downloads", null, 3)));
        assertNull(thin.value());
        assertEquals("coverage 0.4 is less than 0.5: unknown are downloads", thin.refused());
        assertEquals(39.2, thin.lo(), 1e-9);
        assertEquals(99.2, thin.hi(), 1e-9);
    }

    @Test
    void less_evidence_only_widens_the_bounds() {
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            var inputs = new ArrayList<Input>();
            for (int i = 0; i < 5; i++) {
                inputs.add(input("i" + i, random.nextBoolean() ? random.nextDouble() : null, 1 + random.nextInt(5)));
            }
            ScoreResult before = of(inputs);
            int lost = random.nextInt(5);
            inputs.set(lost, input("i" + lost, null, inputs.get(lost).weight()));
            ScoreResult after = of(inputs);
            assertTrue(after.lo() <= before.lo() + 1e-9 && after.hi() >= before.hi() - 1e-9, before + " became " + after);
            assertTrue(after.coverage() <= before.coverage());
            assertFalse(before.value() == null && after.value() != null);
        }
    }

    @Test
    void ahead_is_only_who_is_so_for_certain() {
        ScoreResult sure = of(List.of(input("stars", 0.95, 1), input("downloads", 0.95, 1)));
        ScoreResult vague = of(List.of(input("stars", 0.8, 1), input("downloads", null, 1)));
        assertTrue(sure.isAheadOf(vague));
        assertFalse(vague.isAheadOf(of(List.of(input("stars", 0.5, 1), input("downloads", 0.5, 1)))));
    }

    @Test
    void no_score_without_inputs() {
        assertThrows(IllegalArgumentException.class, () -> new ScoreResult("x", "a/b", "f", "1", 3.0, 0, 100, 1, List.of(), null, List.of(), DAY));
        assertThrows(IllegalArgumentException.class, () -> new ScoreResult("x", "a/b", "f", "1", null, 0, 100, 0, List.of(), null, List.of(), DAY));
    }

    @Test
    void steps_tell_the_arithmetic() {
        assertEquals(List.of("stars: 0.8 becomes 0.8, weight 1", "downloads: unknown, weight 1", "coverage = 1 / 2 = 0.5",
                        "bounds = 100 * 0.8 / 2 = 40, and 100 * (1 - coverage) more = 90", "score = 100 * 0.8 / 1 = 80"),
                of(List.of(input("stars", 0.8, 1), input("downloads", null, 1))).steps());
    }
}
