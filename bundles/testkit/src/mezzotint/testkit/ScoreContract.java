package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.plugin.Hook;
import org.junit.jupiter.api.Test;

/** What holds for every score: it is a function of evidence, and less evidence makes it no surer. */
public interface ScoreContract extends PluginContract {

    int ROUNDS = 200;

    Score score();

    /** An artifact with all the evidence that the score looks at. */
    Passport known();

    /** What it is compared with: by default 99 artifacts with the values 1 to 99 of any fact and benchmark, and the artifact's own relations. */
    default Populations populations() {
        List<Double> values = IntStream.rangeClosed(1, 99).mapToObj(i -> (double) i).toList();
        return new Populations() {
            @Override
            public Population facts(String type, String key) {
                return new Population(type + "." + key, known().asOf(), values);
            }

            @Override
            public Population results(String benchmark, String version, String metric) {
                return new Population(benchmark, known().asOf(), values);
            }

            @Override
            public List<Relation> relations() {
                return known().relations();
            }
        };
    }

    @Override
    default Hook<?> plugin() {
        return score();
    }

    @Test
    default void scoresWhatIsKnown() {
        ScoreResult result = checked(known());
        assertNotNull(result.value(), result::refused);
        assertTrue(result.steps().size() > 0, "no step is told");
        assertTrue(score().weight() >= 0 && score().weight() <= 1);
    }

    @Test
    default void refusesWhereNothingIsKnown() {
        Passport full = known();
        ScoreResult result = checked(new Passport(full.artifact(), full.asOf(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of()));
        assertNull(result.value());
        assertTrue(result.refused().length() > 10, "the reason is not told");
    }

    @Test
    default void doesTheSameTwice() {
        assertEquals(score().of(known(), populations()), score().of(known(), populations()));
    }

    @Test
    default void isNoSurerWithLessEvidence() {
        var random = new Random(16);
        for (int round = 0; round < ROUNDS; round++) {
            Passport more = known();
            while (more.facts().size() + settled(more) > 0) {
                ScoreResult before = checked(more);
                Passport less = without(more, random);
                ScoreResult after = checked(less);
                assertTrue(after.lo() <= before.lo() + 1e-9 && after.hi() >= before.hi() - 1e-9, () -> before + " became " + after);
                assertTrue(after.coverage() <= before.coverage() + 1e-9, () -> before + " became " + after);
                more = less;
            }
        }
    }

    private ScoreResult checked(Passport passport) {
        ScoreResult result = score().of(passport, populations());
        assertTrue(result.lo() >= 0 && result.hi() <= 100 + 1e-9 && result.lo() <= result.hi() + 1e-9, result::toString);
        assertTrue(result.value() == null || result.value() >= result.lo() - 1e-9 && result.value() <= result.hi() + 1e-9, result::toString);
        return result;
    }

    private static long settled(Passport passport) {
        return passport.claims().stream().filter(c -> c.status() != Claim.Status.OPEN).count();
    }

    /** One fact less, or one claim that nobody has checked any more. */
    private static Passport without(Passport p, Random random) {
        var facts = new ArrayList<Fact>(p.facts());
        var claims = new ArrayList<Claim>(p.claims());
        List<Integer> settled = IntStream.range(0, claims.size()).filter(i -> claims.get(i).status() != Claim.Status.OPEN).boxed().toList();
        int lost = random.nextInt(facts.size() + settled.size());
        if (lost < facts.size()) {
            facts.remove(lost);
        } else {
            claims.replaceAll(c -> c.equals(claims.get(settled.get(lost - facts.size())))
                    ? new Claim(c.id(), c.capability(), c.text(), c.kind(), Claim.Status.OPEN, null, null, c.checked(), c.checker(), c.source()) : c);
        }
        return new Passport(p.artifact(), p.asOf(), p.aliases(), p.capabilities(), facts, p.prices(), p.benchmarks(), p.relations(), claims, p.evidence(), p.outcomes(), p.sources());
    }
}
