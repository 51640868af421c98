package mezzotint.score.adoption;

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

class AdoptionTest implements ScoreContract {

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
    public Adoption score() {
        return new Adoption();
    }

    @Override
    public Passport known() {
        return of("repo", fact("downloads", "90"), fact("dependents", "50"), fact("contributors", "20"), fact("stars", "99"));
    }

    private static Passport of(String type, Fact... facts) {
        return passport(type, DAY, List.of(facts), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void ranks_are_weighted() {
        double middle = 49.5 / 99;
        assertEquals(100 * (3 * 89.5 / 99 + 3 * middle + 19.5 / 99 + 98.5 / 99) / 8, new Adoption().of(known(), populations()).value(), 1e-9);
    }

    @Test
    void a_hosted_model_has_no_dependents_and_too_little_is_refused() {
        ScoreResult result = new Adoption().of(of("model", fact("providersServing", "98")), populations());
        assertEquals("coverage 0.4 is less than 0.5: unknown are downloads", result.refused());
        assertEquals(60, result.hi() - result.lo(), 1e-9);
    }
}
