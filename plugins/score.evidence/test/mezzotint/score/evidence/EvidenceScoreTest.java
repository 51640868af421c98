package mezzotint.score.evidence;

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

class EvidenceScoreTest implements ScoreContract {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);
    private static final Source SOURCE = new Source("git 1", "git", Source.Kind.GIT, null, "git:a/b@1", null, DAY, DAY, "MIT", null);

    private static Passport passport(String type, LocalDate day, List<Fact> facts, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Outcome> outcomes) {
        return new Passport(new Artifact("a/b", type, "b", "a", null, SOURCE.id()), day, List.of(), List.of(), facts, List.of(), benchmarks, relations, claims, List.of(), outcomes,
                Map.of(SOURCE.id(), SOURCE));
    }

    @Override
    public EvidenceScore score() {
        return new EvidenceScore();
    }

    @Override
    public Passport known() {
        return of(8, 4, 2);
    }

    private static Passport of(int verified, int refuted, int open) {
        List<Claim> claims = IntStream.range(0, verified + refuted + open).mapToObj(i -> new Claim("a/b__cap_0#" + i, "a/b__cap_0", "claim " + i, Claim.Kind.PATH,
                i < verified ? Claim.Status.VERIFIED : i < verified + refuted ? Claim.Status.REFUTED : Claim.Status.OPEN, null, null, DAY, "path", SOURCE.id())).toList();
        return passport("repo", DAY, List.of(), List.of(), List.of(), claims, List.of());
    }

    @Test
    void it_is_the_share_by_laplace() {
        assertEquals(100 * 9 / 14.0, new EvidenceScore().of(known(), populations()).value(), 1e-9);
    }

    @Test
    void few_claims_prove_nothing() {
        assertEquals("only 4 claims could be checked; 5 are needed", new EvidenceScore().of(of(4, 0, 9), populations()).refused());
    }
}
