package mezzotint.core.bisect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Finds who breaks something, by trying with more and fewer of them. Among growing beginnings of the list there is one that is whole and breaks
 * with the next: halving finds it in {@code log2(n)} trials, whatever else is broken.
 */
final class Bisector {

    /** Who was found: nobody, one, two that break it together; or more, of whom two are named. */
    record Finding(boolean withoutAll, List<String> culprits, boolean complete) {}

    private final List<String> all;
    private final Predicate<Set<String>> breaks;
    /** Whether it broke in a trial with any of them. */
    private boolean seen;

    private Bisector(List<String> all, Predicate<Set<String>> breaks) {
        this.all = all;
        this.breaks = breaks;
    }

    /** @param breaks whether it breaks with these, and with none of the others */
    static Finding search(List<String> all, Predicate<Set<String>> breaks) {
        return new Bisector(all, breaks).search();
    }

    /** How many trials it takes if one alone is to blame. */
    static int most(int count) {
        return count == 0 ? 1 : 2 + (32 - Integer.numberOfLeadingZeros(count - 1)) * (count > 1 ? 1 : 0);
    }

    private Finding search() {
        if (breaks.test(Set.of())) {
            return new Finding(true, List.of(), true);
        }
        if (all.isEmpty()) {
            return new Finding(false, List.of(), true);
        }
        int last = boundary(all.size(), n -> breaks(Set.of(), n));
        String culprit = all.get(last - 1);
        if (breaks.test(Set.of(culprit))) {
            return new Finding(false, List.of(culprit), true);
        }
        if (!seen && !breaks(Set.of(), all.size())) {
            return new Finding(false, List.of(), true);
        }
        String partner = all.get(boundary(last - 1, n -> breaks(Set.of(culprit), n)) - 1);
        return new Finding(false, List.of(partner, culprit), breaks.test(Set.of(partner, culprit)));
    }

    /** The number that breaks where one less does not; 0 does not, and the whole is taken to. */
    private static int boundary(int whole, IntPredicate breaks) {
        int good = 0;
        int bad = whole;
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (breaks.test(middle)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return bad;
    }

    /** Whether it breaks with these and the first so many. */
    private boolean breaks(Set<String> these, int first) {
        var present = new LinkedHashSet<>(these);
        present.addAll(all.subList(0, first));
        boolean broken = breaks.test(present);
        seen |= broken;
        return broken;
    }
}
