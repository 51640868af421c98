package mezzotint.score.ecosystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

class EcosystemTest implements ScoreContract {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);
    private static final Source SOURCE = new Source("git 1", "git", Source.Kind.GIT, null, "git:a/b@1", null, DAY, DAY, "MIT", null);

    private static Passport passport(String type, LocalDate day, List<Fact> facts, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Outcome> outcomes) {
        return new Passport(new Artifact("a/b", type, "b", "a", null, SOURCE.id()), day, List.of(), List.of(), facts, List.of(), benchmarks, relations, claims, List.of(), outcomes,
                Map.of(SOURCE.id(), SOURCE));
    }

    @Override
    public Ecosystem score() {
        return new Ecosystem();
    }

    /** Forty others of owners of their own depend on it, and it on nobody. */
    @Override
    public Passport known() {
        List<Relation> relations = IntStream.range(0, 40).mapToObj(i -> new Relation("o" + i + "/x", "depends-on", "a/b", SOURCE.id())).toList();
        return passport("repo", DAY, List.of(), List.of(), relations, List.of(), List.of());
    }

    @Test
    void the_most_needed_is_first() {
        assertEquals(100 * 40.5 / 41, new Ecosystem().of(known(), populations()).value(), 1e-9);
    }
}
