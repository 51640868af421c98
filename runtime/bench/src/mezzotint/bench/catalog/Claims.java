package mezzotint.bench.catalog;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mezzotint.bench.Services;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Plugins;
import mezzotint.testkit.LabelledClaims;

/** The checkers of claims that are installed, against labels and against what was found in the seed's pair by hand. */
record Claims(Services services, Catalog catalog) {

    private static final Set<Claim.Kind> KINDS = Set.of(Claim.Kind.values());
    private static final Set<Claim.Kind> NUMBERS = Set.of(Claim.Kind.NUMBER, Claim.Kind.COMPARISON, Claim.Kind.BENCHMARK);

    Bar bar() throws IOException {
        var labels = new LabelledClaims();
        return services.get(Plugins.class).withAll(ClaimChecker.class, leases -> {
            List<ClaimChecker> checkers = leases.stream().map(l -> l.hook()).toList();
            List<LabelledClaims.Result> results = checkers.stream().map(c -> labels.check(c, KINDS)).toList();
            int right = results.stream().mapToInt(LabelledClaims.Result::right).sum();
            int wrong = results.stream().mapToInt(r -> r.wrong().size()).sum();
            double precision = right / (double) Math.max(1, right + wrong);
            List<Claim> seed = seed(checkers);
            long paths = count(seed, Set.of(Claim.Kind.PATH), Claim.Status.REFUTED);
            long numbers = count(seed, NUMBERS, Claim.Status.REFUTED);
            long contradictions = count(seed, Set.of(Claim.Kind.CONTRADICTION), Claim.Status.CONTRADICTORY);
            long count = labels.count(KINDS);
            return Bar.measured("B7", "The seed's refuted paths, numbers and contradictions; precision on " + count + " labelled claims", "3, 3, 1; >= .95 on 200",
                    paths == 3 && numbers == 3 && contradictions == 1 && precision >= .95 && count >= 200, "%d, %d, %d; %.3f (%d right, %d wrong, %d found of %d); by the checkers alone, without what persons reviewed",
                    paths, numbers, contradictions, precision, right, wrong, right, count);
        });
    }

    private List<Claim> seed(List<ClaimChecker> checkers) {
        var claims = new ArrayList<Claim>();
        for (Passport passport : catalog.passports(List.of("openai/gpt-4.1-mini", "vladmandic/sdnext"), LocalDate.now())) {
            for (Capability capability : passport.capabilities()) {
                checkers.forEach(c -> c.check(capability, passport, catalog).forEach(f -> claims.add(f.claim())));
            }
        }
        return claims;
    }

    private static long count(List<Claim> claims, Set<Claim.Kind> kinds, Claim.Status status) {
        return claims.stream().filter(c -> kinds.contains(c.kind()) && c.status() == status).map(Claim::text).distinct().count();
    }
}
