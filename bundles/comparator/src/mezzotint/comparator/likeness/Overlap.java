package mezzotint.comparator.likeness;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How much two sets have in common.
 *
 * @param both how many are in both
 * @param smaller how many are in the smaller one
 * @param all how many are in one of them at least
 */
public record Overlap(int both, int smaller, int all) {

    /** Of things that may be there several times. */
    public static Overlap of(Collection<String> a, Collection<String> b) {
        Set<String> first = Set.copyOf(a);
        Set<String> second = Set.copyOf(b);
        var both = new HashSet<>(second);
        both.retainAll(first);
        return new Overlap(both.size(), Math.min(first.size(), second.size()), first.size() + second.size() - both.size());
    }

    /** The share of all that both have; 0 of nothing. */
    public double jaccard() {
        return both / (double) Math.max(1, all);
    }

    /** The share of the smaller one that the other has too; 0 of nothing. */
    public double ofSmaller() {
        return both / (double) Math.max(1, smaller);
    }
}
