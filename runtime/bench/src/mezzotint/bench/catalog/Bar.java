package mezzotint.bench.catalog;

import java.util.Locale;

/**
 * What is wanted of the catalog, and what was measured.
 *
 * @param figure what came out, with its unit; for what is not measured, why
 */
record Bar(String id, String what, String wanted, String figure, Verdict verdict) {

    enum Verdict { PASS, MISS, NOT_MEASURED }

    static Bar measured(String id, String what, String wanted, boolean reached, String figure, Object... values) {
        return new Bar(id, what, wanted, figure.formatted(values), reached ? Verdict.PASS : Verdict.MISS);
    }

    static Bar unmeasured(String id, String what, String wanted, String why) {
        return new Bar(id, what, wanted, why, Verdict.NOT_MEASURED);
    }

    @Override
    public String toString() {
        return "%-3s %-12s %s%n    wanted   %s%n    measured %s".formatted(id, verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '), what, wanted, figure);
    }
}
