package mezzotint.libs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mezzotint.catalog.Outcome;
import org.junit.jupiter.api.Test;

class ClickRateTest {

    private static final int LISTS = 2000;

    /** A log of people who look at the nth entry in one of n cases, and choose what they look at with the true rate. */
    private static List<Outcome> log(Random random, double truth, int highest, int lowest, int lists) {
        var log = new ArrayList<Outcome>();
        for (int i = 0; i < lists; i++) {
            int place = highest + random.nextInt(lowest - highest + 1);
            log.add(new Outcome("need " + i, "a/b", Outcome.Kind.SHOWN, place, Instant.EPOCH));
            if (random.nextDouble() < 1.0 / place && random.nextDouble() < truth) {
                log.add(new Outcome("need " + i, "a/b", Outcome.Kind.CHOSEN, place, Instant.EPOCH));
            }
        }
        return log;
    }

    @Test
    void the_corrected_rate_finds_the_truth_and_the_plain_one_does_not() {
        int held = 0;
        for (int seed = 0; seed < 200; seed++) {
            ClickRate rate = ClickRate.of(log(new Random(seed), 0.3, 2, 10, LISTS));
            held += rate.corrected().lo() <= 0.3 && 0.3 <= rate.corrected().hi() ? 1 : 0;
            assertTrue(rate.plain().hi() < 0.2, () -> "the plain rate is blind to the place: " + rate);
        }
        assertTrue(held >= 184 && held <= 199, held + " of 200 intervals of 95% hold the truth");
    }

    @Test
    void what_is_better_wins_although_it_stood_lower() {
        ClickRate above = ClickRate.of(log(new Random(1), 0.3, 1, 2, LISTS));
        ClickRate below = ClickRate.of(log(new Random(2), 0.6, 8, 10, LISTS));
        assertTrue(above.plain().lo() > below.plain().hi(), "by clicks alone the place decides");
        assertTrue(above.corrected().hi() < below.corrected().lo(), above + " " + below);
    }

    @Test
    void few_looks_give_no_rate() {
        assertNull(ClickRate.of(log(new Random(3), 0.3, 10, 10, 99)).corrected(), "99 lists, and ten looks are expected of a hundred");
        assertNotNull(ClickRate.of(log(new Random(3), 0.3, 10, 10, 100)).corrected());
        assertNull(ClickRate.of(List.of()).plain());
    }

    @Test
    void a_choice_counts_once_a_list() {
        List<Outcome> log = new ArrayList<>(log(new Random(4), 0, 1, 1, 20));
        for (Outcome.Kind kind : List.of(Outcome.Kind.CLICKED, Outcome.Kind.CHOSEN, Outcome.Kind.CHOSEN)) {
            log.add(new Outcome("need 7", "a/b", kind, 1, Instant.EPOCH));
        }
        log.add(new Outcome("nobody was shown this", "a/b", Outcome.Kind.CHOSEN, 0, Instant.EPOCH));
        assertEquals(1, ClickRate.of(log).chosen());
    }

    /** The values are by bisection of the definition, in Python. */
    @Test
    void with_certain_looks_it_is_wilsons_interval() {
        assertEquals(0.266663, Share.of(73, 225).lo(), 1e-6);
        assertEquals(0.388120, Share.of(73, 225).hi(), 1e-6);
        assertEquals(0, Share.of(0, 10).lo(), 1e-12);
        assertEquals(0.277533, Share.of(0, 10).hi(), 1e-6);
        assertEquals(Share.of(7, 20), Share.of(7, 20.0, 20.0));
    }
}
