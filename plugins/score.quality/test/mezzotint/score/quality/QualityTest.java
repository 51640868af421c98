package mezzotint.score.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;
import mezzotint.testkit.ScoreContract;
import org.junit.jupiter.api.Test;

class QualityTest implements ScoreContract {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);
    private static final Source SOURCE = new Source("git 1", "git", Source.Kind.GIT, null, "git:a/b@1", null, DAY, DAY, "MIT", null);

    private static Passport passport(String type, LocalDate day, List<Fact> facts, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Outcome> outcomes) {
        return new Passport(new Artifact("a/b", type, "b", "a", null, SOURCE.id()), day, List.of(), List.of(), facts, List.of(), benchmarks, relations, claims, List.of(), outcomes,
                Map.of(SOURCE.id(), SOURCE));
    }

    private static Fact fact(String key, String value) {
        return new Fact("a/b", key, value, null, SOURCE.id(), null);
    }

    @Override
    public Quality score() {
        return new Quality();
    }

    @Override
    public Passport known() {
        return passport("repo", DAY, List.of(fact("hasTests", "true"), fact("hasCi", "false"), fact("hasSecurityPolicy", "true"), fact("hasLicence", "true"),
                fact("hasDocumentation", "true")), List.of(), List.of(), List.of(), List.of());
    }

    private static Benchmark result(String name, String run, String value, LocalDate date) {
        return new Benchmark("a/b", name, "", run, "share", new BigDecimal(value), null, null, date, SOURCE.id());
    }

    @Test
    void checks_are_weighted() {
        assertEquals(100 * 20 / 27.5, new Quality().of(known(), populations()).value(), 1e-9);
    }

    @Test
    void the_best_run_of_each_dated_benchmark_counts() {
        List<Benchmark> results = List.of(result("one", "a", "10", DAY), result("one", "b", "50", DAY), result("two", "", "99", null));
        assertEquals(50, new Quality().of(passport("model", DAY, List.of(), results, List.of(), List.of(), List.of()), populations()).value(), 1e-9);
    }
}
