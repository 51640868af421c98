package mezzotint.score.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.testkit.ScoreContract;
import org.junit.jupiter.api.Test;

class MaintenanceTest implements ScoreContract {

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
    public Maintenance score() {
        return new Maintenance();
    }

    @Override
    public Passport known() {
        return on(DAY);
    }

    private static Passport on(LocalDate day) {
        return passport("repo", day, List.of(fact("lastCommit", "2026-07-23"), fact("commits90d", "990"), fact("authors", "569")), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void a_busy_repository_is_alive() {
        assertEquals(95.7, new Maintenance().of(known(), populations()).value(), 0.05);
    }

    @Test
    void what_happened_since_is_unknown_and_at_last_too_long_ago() {
        ScoreResult later = new Maintenance().of(on(DAY.plusDays(90)), populations());
        assertEquals(95.7, later.value(), 0.05);
        assertEquals(30, later.value() - later.lo(), 1e-9);
        assertEquals("the repository was looked at on 2026-07-23, more than 365 days before", new Maintenance().of(on(DAY.plusDays(366)), populations()).refused());
    }

    @Test
    void a_model_fades_and_ends() {
        assertEquals(50, model(fact("updated", "2025-07-23")), 1e-9);
        assertEquals(0, model(fact("updated", "2025-07-23"), fact("status", "deprecated")), 1e-9);
    }

    private double model(Fact... facts) {
        return new Maintenance().of(passport("model", DAY, List.of(facts), List.of(), List.of(), List.of(), List.of()), populations()).value();
    }
}
