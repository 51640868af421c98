package mezzotint.core.bisect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BisectorTest {

    @Test
    void one_is_found_within_two_trials_more_than_halving_takes() {
        for (int n = 1; n <= 40; n++) {
            List<String> all = names(n);
            for (String culprit : all) {
                var trials = new AtomicInteger();
                Bisector.Finding finding = Bisector.search(all, present -> trials.incrementAndGet() > 0 && present.contains(culprit));
                assertEquals(List.of(culprit), finding.culprits());
                assertTrue(trials.get() <= 2 + Math.ceil(Math.log(n) / Math.log(2)), n + " took " + trials);
                assertTrue(trials.get() <= Bisector.most(n), n + " took " + trials + ", not at most " + Bisector.most(n));
            }
        }
    }

    @Test
    void a_pair_is_found() {
        List<String> all = names(12);
        for (String one : all) {
            for (String other : all) {
                if (!one.equals(other)) {
                    Bisector.Finding finding = Bisector.search(all, present -> present.containsAll(Set.of(one, other)));
                    assertEquals(Set.of(one, other), Set.copyOf(finding.culprits()));
                    assertTrue(finding.complete());
                }
            }
        }
    }

    @Test
    void of_three_two_are_named() {
        Predicate<Set<String>> three = present -> present.containsAll(Set.of("p1", "p5", "p9"));
        Bisector.Finding finding = Bisector.search(names(12), three);
        assertEquals(2, finding.culprits().size());
        assertTrue(!finding.complete());
    }

    @Test
    void nobody_is_named_where_nobody_is_to_blame() {
        assertEquals(new Bisector.Finding(false, List.of(), true), Bisector.search(names(12), present -> false));
        assertEquals(new Bisector.Finding(true, List.of(), true), Bisector.search(names(12), present -> true));
        assertEquals(new Bisector.Finding(false, List.of(), true), Bisector.search(List.of(), present -> false));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
    }
}
