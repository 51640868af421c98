package mezzotint.libs.claims;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.catalog.Claim.Status;

/** What becomes of a stated number, held against what sources say. One rule for all checkers. */
public final class Judgement {

    /** So near is right: one rounds 1,047,576 to a million. */
    public static final double NEAR = .05;
    /** So near is at least not wrong. */
    public static final double ROUGH = .15;

    private Judgement() {}

    /**
     * Judges one number by another.
     *
     * @param bound the words before and behind the number, as in "over" and "+": such a statement holds for anything above
     */
    public static Status of(BigDecimal stated, String bound, BigDecimal actual) {
        String words = bound.toLowerCase(Locale.ROOT);
        if (words.matches(".*(?:over|more than|at least|above|exceed|\\+).*")) {
            return actual.compareTo(stated) >= 0 ? Status.VERIFIED : Quantity.error(stated, actual) <= NEAR ? Status.IMPRECISE : Status.REFUTED;
        }
        double error = Quantity.error(stated, actual);
        return error <= NEAR ? Status.VERIFIED : error <= ROUGH ? Status.IMPRECISE : Status.REFUTED;
    }

    /** Judges by several sources: where they differ, the claim is partly right. */
    public static Status of(BigDecimal stated, String bound, Collection<BigDecimal> actual) {
        return together(actual.stream().map(a -> of(stated, bound, a)).collect(Collectors.toSet()));
    }

    /** Of a claim that says several things, or that several sources judge. */
    public static Status together(Set<Status> all) {
        if (all.size() == 1) {
            return all.iterator().next();
        }
        if (all.isEmpty()) {
            return Status.OPEN;
        }
        return all.contains(Status.VERIFIED) && all.contains(Status.IMPRECISE) && all.size() == 2 ? Status.IMPRECISE : Status.PARTLY;
    }
}
