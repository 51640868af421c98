package mezzotint.claim.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Claim.Kind;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Findings.Proof;
import mezzotint.libs.claims.Quantity;
import mezzotint.libs.search.Terms;

/** "45.1% on hard reasoning benchmarks": the test must be of that name, and the value its own. */
final class BenchmarkResults {

    private static final Pattern BENCHMARK = Pattern.compile("(?<![\\d.–-])(\\d{1,3}(?:\\.\\d{1,3})?) ?% (?:accuracy |pass rate |score )?(?:on|in) (?:the )?([A-Za-z0-9][\\w. -]{1,60}?)(?= (?:benchmarks?|evals?|evaluations?|tests?|test set|suite|leaderboard|while|with|and|compared|comparable)\\b|[,;)]|\\.?$|\\. )");

    private BenchmarkResults() {}

    /** Adds what a sentence says of results in tests. */
    static void add(String sentence, Passport passport, Findings findings) {
        Matcher matcher = BENCHMARK.matcher(sentence);
        while (matcher.find()) {
            BigDecimal stated = new BigDecimal(matcher.group(1));
            List<String> terms = Terms.of(matcher.group(2));
            List<Benchmark> named = passport.benchmarks().stream().filter(b -> Terms.of(b.name() + " " + b.version() + " " + b.metric()).containsAll(terms)).toList();
            List<Benchmark> equal = passport.benchmarks().stream().filter(b -> b.value().subtract(stated).abs().compareTo(new BigDecimal(".05")) <= 0).toList();
            List<Benchmark> proofs = named.isEmpty() ? equal : named;
            Status status = proofs.isEmpty() ? Status.OPEN : named.stream().anyMatch(equal::contains) ? Status.VERIFIED : Status.REFUTED;
            String computed = proofs.isEmpty() ? null : String.join("; ", proofs.stream().map(b -> "%s: %s (%s)".formatted(b.name(), Quantity.plain(b.value()), b.source())).toList());
            String why = proofs.isEmpty() ? "no source here has such a result" : named.isEmpty() ? "that figure is of another test" : null;
            findings.add(Kind.BENCHMARK, matcher.group(), status, computed, why, proofs.stream().map(b -> new Proof(b.source(), b.artifact() + "." + b.name(), Quantity.plain(b.value()), NumberClaims.verdict(status))).toList());
        }
    }
}
