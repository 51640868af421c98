package mezzotint.score.evidence;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The share of true claims among those that could be checked, by Laplace's rule. A contradiction in itself is refuted; what is half true, vague or open counts for neither. */
@Component
@Plugin(id = "evidence", label = "Evidence", source = "https://en.wikipedia.org/wiki/Rule_of_succession")
public final class EvidenceScore implements Score {

    static final String FORMULA = "100 * (verified + 1) / (verified + refuted + 2), refused below 5 checked claims";
    private static final int FEWEST = 5;
    private static final Set<Claim.Status> REFUTED = Set.of(Claim.Status.REFUTED, Claim.Status.CONTRADICTORY);

    @Override
    public double weight() {
        return 0.20;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        long verified = passport.claims().stream().filter(c -> c.status() == Claim.Status.VERIFIED).count();
        long refuted = passport.claims().stream().filter(c -> REFUTED.contains(c.status())).count();
        long all = passport.claims().size();
        long open = all - verified - refuted;
        String sources = passport.claims().stream().map(Claim::source).distinct().sorted().collect(Collectors.joining(", "));
        List<Input> inputs = all == 0 ? List.of() : List.of(new Input("verified", (double) verified, null, 1, sources, null),
                new Input("refuted", (double) refuted, null, 1, sources, null), new Input("open", (double) open, null, 0, sources, null));
        double value = laplace(verified, refuted);
        boolean thin = verified + refuted < FEWEST;
        String line = "100 * (%d + 1) / (%d + %d + 2) = %s".formatted(verified, verified, refuted, ScoreResult.plain(value));
        // Without a claim there is nothing that could bound it.
        double lo = all == 0 ? 0 : laplace(verified, refuted + open);
        double hi = all == 0 ? 100 : laplace(verified + open, refuted);
        return new ScoreResult("evidence", passport.artifact().id(), FORMULA, "1", thin ? null : value, lo, hi, all == 0 ? 0 : (double) (verified + refuted) / all, inputs,
                thin ? "only %d claims could be checked; %d are needed".formatted(verified + refuted, FEWEST) : null,
                List.of(line, "bounds: every open claim refuted, %s, and verified, %s".formatted(ScoreResult.plain(lo), ScoreResult.plain(hi))), passport.asOf());
    }

    private static double laplace(long verified, long refuted) {
        return 100.0 * (verified + 1) / (verified + refuted + 2);
    }
}
