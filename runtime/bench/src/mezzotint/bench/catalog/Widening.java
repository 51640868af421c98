package mezzotint.bench.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;

/** The scores of every artifact before and after evidence is taken away: all facts under one key, or the verdict on one claim. */
record Widening(Catalog catalog, List<Passport> all) {

    private static final double SLACK = 1e-9;
    /** The days of a model stand in for each other: without one, the score goes by the other. */
    private static final List<String> DAYS = List.of("updated", "released");

    Bar bar() {
        var random = new Random(4);
        int compared = 0;
        var narrowed = new ArrayList<String>();
        for (Passport passport : all) {
            if (passport.facts().isEmpty() && passport.claims().isEmpty()) {
                continue;
            }
            List<ScoreResult> before = catalog.scores(passport, Map.of());
            List<ScoreResult> after = catalog.scores(without(passport, random), Map.of());
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).score().equals(Catalog.OVERALL)) {
                    compared++;
                    if (!isWider(before.get(i), after.get(i))) {
                        narrowed.add(before.get(i) + " became " + after.get(i));
                    }
                }
            }
        }
        return Bar.measured("B4", "Scores that are no surer with less evidence, and none without inputs", "all", narrowed.isEmpty(), "%d of %d%s",
                compared - narrowed.size(), compared, narrowed.isEmpty() ? "" : ", not: " + narrowed.get(0));
    }

    private static boolean isWider(ScoreResult before, ScoreResult after) {
        boolean inputs = after.value() == null ? !after.refused().isBlank() : after.inputs().stream().anyMatch(i -> i.value() != null);
        return inputs && after.lo() <= before.lo() + SLACK && after.hi() >= before.hi() - SLACK && after.coverage() <= before.coverage() + SLACK;
    }

    private static Passport without(Passport p, Random random) {
        int lost = random.nextInt(p.facts().size() + p.claims().size());
        var facts = new ArrayList<>(p.facts());
        var claims = new ArrayList<>(p.claims());
        if (lost < facts.size()) {
            String key = facts.get(lost).key();
            facts.removeIf(f -> f.key().equals(key) || DAYS.contains(key) && DAYS.contains(f.key()));
        } else {
            Claim c = claims.get(lost - facts.size());
            claims.set(lost - facts.size(), new Claim(c.id(), c.capability(), c.text(), c.kind(), Claim.Status.OPEN, null, null, LocalDate.EPOCH, c.checker(), c.source()));
        }
        return new Passport(p.artifact(), p.asOf(), p.aliases(), p.capabilities(), facts, p.prices(), p.benchmarks(), p.relations(), claims, p.evidence(), p.outcomes(), p.sources());
    }
}
