package mezzotint.comparator.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;

/** What is said of an artifact on a day, by what it is about. Several sources may say several things of one subject. */
final class Statements {

    private static final int DECIMALS = 2;
    private static final int SHORT = 120;

    /** In the order of what most readers want to know first. */
    private static final List<String> KINDS = List.of("status", "price", "score", "benchmark", "fact", "claim", "capability", "relation");

    /** What may change: the price of {@code input} at {@code openai}, a fact, a score. Sorted by kind and name. */
    record Subject(String kind, String name) implements Comparable<Subject> {

        @Override
        public int compareTo(Subject other) {
            int byKind = KINDS.indexOf(kind) - KINDS.indexOf(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    /**
     * A value.
     *
     * @param same two with an equal one say the same, however they write it
     * @param source null for what nobody says, as that an artifact is active
     * @param date null if nobody knows
     */
    record Said(Object same, String value, String source, String date) {}

    private final Passport passport;
    private final Map<Subject, List<Said>> all = new TreeMap<>();

    private Statements(Passport passport) {
        this.passport = passport;
    }

    /** @param scores of the passport; a refused one says nothing, which is not 0 */
    static Map<Subject, List<Said>> of(Passport passport, List<ScoreResult> scores) {
        var statements = new Statements(passport);
        statements.rows();
        statements.texts();
        scores.stream().filter(score -> score.value() != null).forEach(statements::score);
        return statements.all;
    }

    private void add(String kind, String name, Object same, String value, String source, LocalDate observed) {
        String date = observed != null ? observed.toString() : source != null && passport.sources().containsKey(source) ? passport.sources().get(source).date().toString() : null;
        all.computeIfAbsent(new Subject(kind, name), s -> new ArrayList<>()).add(new Said(same, value, source, date));
    }

    private void rows() {
        passport.facts().forEach(f -> add("fact", f.key(), f.number().<Object>map(BigDecimal::stripTrailingZeros).orElse(f.value()), joined(" ", f.value(), f.unit()), f.source(), f.observed()));
        passport.prices().forEach(p -> add("price", joined(" ", p.meter(), "at", p.seller(), p.condition()), p.perMillion().stripTrailingZeros() + p.currency() + p.unit(),
                joined(" ", p.amount().toPlainString(), p.currency(), "for", String.valueOf(p.per()), p.unit()), p.source(), p.observed()));
        passport.benchmarks().forEach(b -> add("benchmark", joined(" ", b.name(), b.version(), b.run(), b.metric()), b.value(), b.value().toPlainString() + (b.n() == null ? "" : " (n " + b.n() + ")"), b.source(), b.date()));
        passport.relations().forEach(r -> add("relation", joined(" ", r.from(), r.kind(), r.to()), "", "stated", r.source(), null));
        Object status = Ending.of(passport).get("status");
        Fact end = Stream.of("shutdownDate", "status").flatMap(key -> passport.facts(key).stream()).findFirst().orElse(null);
        add("status", "status", status, String.valueOf(status), end == null ? null : end.source(), end == null ? null : end.observed());
    }

    private void texts() {
        Map<String, String> names = passport.capabilities().stream().collect(Collectors.toMap(Capability::id, Capability::name));
        for (Capability one : passport.capabilities()) {
            String text = joined("; ", one.task(), one.description(), one.unique(), one.versus());
            add("capability", one.name(), text, text.length() > SHORT ? text.substring(0, SHORT) + "…" : text.isEmpty() ? "named" : text, one.source(), null);
        }
        passport.claims().forEach(c -> add("claim", joined(": ", names.get(c.capability()), c.text()), c.status(), c.status().toString(), c.source(), c.checked()));
    }

    private void score(ScoreResult score) {
        String value = rounded(score.value());
        add("score", score.score(), value, value + " (" + rounded(score.lo()) + " to " + rounded(score.hi()) + ")", joined(" ", "formula", score.version()), score.asOf());
    }

    private static String rounded(double number) {
        return BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}
