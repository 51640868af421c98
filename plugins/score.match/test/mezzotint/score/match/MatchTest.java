package mezzotint.score.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

class MatchTest implements ScoreContract {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);
    private static final Source SOURCE = new Source("git 1", "git", Source.Kind.GIT, null, "git:a/b@1", null, DAY, DAY, "MIT", null);

    private static Passport passport(String type, LocalDate day, List<Fact> facts, List<Benchmark> benchmarks, List<Relation> relations, List<Claim> claims, List<Outcome> outcomes) {
        return new Passport(new Artifact("a/b", type, "b", "a", null, SOURCE.id()), day, List.of(), List.of(), facts, List.of(), benchmarks, relations, claims, List.of(), outcomes,
                Map.of(SOURCE.id(), SOURCE));
    }

    @Override
    public Match score() {
        return new Match();
    }

    @Override
    public Passport known() {
        return of(9, 1);
    }

    private static Passport of(int worked, int failed) {
        List<Outcome> outcomes = IntStream.range(0, worked + failed)
                .mapToObj(i -> new Outcome("a need", "a/b", i < worked ? Outcome.Kind.WORKED : Outcome.Kind.FAILED, 1, Instant.EPOCH)).toList();
        return passport("repo", DAY, List.of(), List.of(), List.of(), List.of(), outcomes);
    }

    @Test
    void it_is_the_lower_end_of_wilsons_interval() {
        assertEquals(59.585, new Match().of(known(), populations()).value(), 0.001);
    }

    @Test
    void nine_tries_are_too_few() {
        assertEquals("9 recorded outcomes; at least 10 are needed", new Match().of(of(9, 0), populations()).refused());
    }

    @Test
    void choices_are_told_corrected_for_their_place_and_change_no_score() {
        List<Outcome> lists = IntStream.range(0, 54).mapToObj(i -> i < 50 ? new Outcome("need " + i, "a/b", Outcome.Kind.SHOWN, 5, Instant.EPOCH)
                : new Outcome("need " + (i - 50), "a/b", Outcome.Kind.CHOSEN, 5, Instant.EPOCH)).toList();
        ScoreResult alone = new Match().of(passport("repo", DAY, List.of(), List.of(), List.of(), List.of(), lists), populations());
        assertEquals(List.of("chosen in 4 of 50 lists, with 10 looks to be expected at its places"), alone.steps().subList(0, 1));
        assertEquals(null, alone.value());
        assertEquals(0.4, alone.inputs().get(0).share(), 1e-12);
        List<Outcome> all = Stream.concat(lists.stream(), known().outcomes().stream()).toList();
        assertEquals(new Match().of(known(), populations()).value(), new Match().of(passport("repo", DAY, List.of(), List.of(), List.of(), List.of(), all), populations()).value());
    }
}
