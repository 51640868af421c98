package mezzotint.claim.comparison;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Claim.Kind;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.Evidence.Verdict;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Judgement;
import mezzotint.libs.claims.Prices;
import mezzotint.libs.claims.Quantity;

/** What was computed of a comparison. */
record Verdicts(Status status, String computed, String why, List<Findings.Proof> proofs) {

    private static final String CONTEXT = "contextTokens";
    private static final List<String> METERS = List.of("input", "output");
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    /** Percentage points that are taken for rounding. */
    private static final double ROUNDED = 1;
    private static final double ROUGHLY = 5;

    void add(Kind kind, String text, Findings findings) {
        findings.add(kind, text, status, computed, why, proofs);
    }

    private static Verdicts open(String why) {
        return new Verdicts(Status.OPEN, null, why, List.of());
    }

    /** "10x larger": the ratio. "4x larger" of 5.24 is 4.24 times more, so it is imprecise. */
    static Verdicts times(String stated, String bound, Measure measure, String more, Passport self, Compared compared) {
        Optional<BigDecimal> own = self.number(CONTEXT);
        Optional<BigDecimal> other = compared.number(CONTEXT);
        if (measure == Measure.COST && compared.other() != null) {
            return cost(self, compared.other(), (a, b) -> ratio(new BigDecimal(stated), bound, b, a), "%s / %s = %s", true);
        }
        if (measure != Measure.CONTEXT || own.isEmpty() || other.isEmpty()) {
            return open(measure == Measure.CONTEXT ? "the number of one of the two is not known here" : "no measurement is cited");
        }
        boolean less = more.matches("(?:smaller|shorter|less|fewer|lower).*");
        BigDecimal above = less ? other.get() : own.get();
        BigDecimal below = less ? own.get() : other.get();
        Status status = ratio(new BigDecimal(stated), bound, above, below);
        return new Verdicts(status, "%s / %s = %sx".formatted(Quantity.plain(above), Quantity.plain(below), Quantity.plain(Quantity.ratio(above, below))), null,
                proofs(status, Stream.of(self, compared.other()).filter(p -> p != null).flatMap(p -> p.facts(CONTEXT).stream().limit(1)).toList()));
    }

    private static Status ratio(BigDecimal stated, String bound, BigDecimal above, BigDecimal below) {
        BigDecimal ratio = above.divide(below, 6, RoundingMode.HALF_UP);
        Status status = Judgement.of(stated, bound, ratio);
        boolean more = ratio.compareTo(BigDecimal.ONE) > 0 && Quantity.error(stated, ratio.subtract(BigDecimal.ONE)) <= .1;
        return status == Status.REFUTED && more ? Status.IMPRECISE : status;
    }

    /** "60-80% lower cost": for input and for output. */
    static Verdicts percent(int low, int high, Measure measure, Passport self, Passport other) {
        if (measure != Measure.COST) {
            return open("no measurement is cited");
        }
        return other == null ? open("it does not say compared with what, or the catalog does not know it") : cost(self, other, (a, b) -> {
            double lower = lower(a, b).doubleValue();
            double off = Math.max(0, Math.max(low - lower, lower - high));
            return off <= ROUNDED ? Status.VERIFIED : off <= ROUGHLY && low == high ? Status.IMPRECISE : Status.REFUTED;
        }, "1 - %s / %s = %s%% lower", false);
    }

    private static BigDecimal lower(BigDecimal own, BigDecimal other) {
        return HUNDRED.subtract(own.multiply(HUNDRED).divide(other, 1, RoundingMode.HALF_UP));
    }

    /** "Cheaper", "with a larger context": true of all that are named, of some, or of none. */
    static Verdicts ordering(Measure measure, String more, Passport self, List<Passport> others) {
        if (measure == Measure.OTHER || others.isEmpty()) {
            return open(measure == Measure.OTHER ? "no measurement is cited" : "the catalog does not know what it is compared with");
        }
        boolean less = more.matches("(?:cheaper|lower|less|smaller).*");
        List<Verdicts> all = others.stream().map(other -> measure == Measure.COST
                ? cost(self, other, (a, b) -> a.compareTo(b) != 0 && a.compareTo(b) < 0 == less ? Status.VERIFIED : Status.REFUTED, "%s against %s", false)
                : context(self, other, less)).toList();
        return new Verdicts(Judgement.together(all.stream().map(Verdicts::status).collect(Collectors.toSet())),
                all.stream().map(Verdicts::computed).filter(c -> c != null).collect(Collectors.joining("; ")), null, all.stream().flatMap(v -> v.proofs().stream()).distinct().toList());
    }

    private static Verdicts context(Passport self, Passport other, boolean less) {
        Optional<BigDecimal> own = self.number(CONTEXT);
        Optional<BigDecimal> theirs = other.number(CONTEXT);
        if (own.isEmpty() || theirs.isEmpty()) {
            return open("the context of one of the two is not known here");
        }
        Status status = own.get().compareTo(theirs.get()) < 0 == less && own.get().compareTo(theirs.get()) != 0 ? Status.VERIFIED : Status.REFUTED;
        return new Verdicts(status, "%s against %s of %s".formatted(own.get(), theirs.get(), other.artifact().name()), null,
                proofs(status, Stream.of(self, other).flatMap(p -> p.facts(CONTEXT).stream().limit(1)).toList()));
    }

    /** What is to be thought of one's own price and the other's. */
    private interface Test {
        Status of(BigDecimal own, BigDecimal other);
    }

    private static Verdicts cost(Passport self, Passport other, Test test, String form, boolean turned) {
        Set<Status> all = new HashSet<>();
        List<String> lines = new ArrayList<>();
        List<Findings.Proof> proofs = new ArrayList<>();
        for (String meter : METERS) {
            Optional<Price> own = Prices.of(self, meter);
            Optional<Price> theirs = Prices.of(other, meter).filter(p -> p.amount().signum() > 0);
            if (own.isPresent() && own.get().amount().signum() > 0 && theirs.isPresent()) {
                BigDecimal a = own.get().perMillion();
                BigDecimal b = theirs.get().perMillion();
                Status status = test.of(a, b);
                all.add(status);
                lines.add(meter + ": " + form.formatted(Quantity.plain(turned ? b : a), Quantity.plain(turned ? a : b), turned ? Quantity.plain(Quantity.ratio(b, a)) + "x" : Quantity.plain(lower(a, b))));
                Stream.of(own.get(), theirs.get()).forEach(p -> proofs.add(Findings.Proof.of(p, verdict(status))));
            }
        }
        return all.isEmpty() ? open("the price of one of the two is not known here") : new Verdicts(Judgement.together(all), String.join("; ", lines) + " (USD for a million tokens)", null, proofs);
    }

    private static List<Findings.Proof> proofs(Status status, List<Fact> facts) {
        return facts.stream().map(f -> Findings.Proof.of(f, verdict(status))).toList();
    }

    private static Verdict verdict(Status status) {
        return status == Status.REFUTED ? Verdict.CONTRADICTS : Verdict.SUPPORTS;
    }
}
