package mezzotint.score.match;

import java.util.List;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** How often it worked for who chose it here: the lower end of Wilson's interval, so that two lucky tries prove nothing. */
@Component
@Plugin(id = "match", label = "Match", source = "https://doi.org/10.1080/01621459.1927.10502953")
public final class Match implements Score {

    static final String FORMULA = "100 * lower bound of Wilson's 95% interval of worked / (worked + failed), refused below 10 outcomes";
    private static final int FEWEST = 10;
    /** Of the normal distribution, for 95 % on two sides. */
    private static final double Z = 1.959963984540054;

    @Override
    public double weight() {
        return 0.10;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        long worked = passport.outcomes().stream().filter(o -> o.kind() == Outcome.Kind.WORKED).count();
        long failed = passport.outcomes().stream().filter(o -> o.kind() == Outcome.Kind.FAILED).count();
        long n = worked + failed;
        if (n < FEWEST) {
            return new ScoreResult("match", passport.artifact().id(), FORMULA, "1", null, 0, 100, 0, List.of(),
                    "%d recorded outcomes; at least %d are needed".formatted(n, FEWEST), List.of(), passport.asOf());
        }
        double share = (double) worked / n;
        double centre = share + Z * Z / (2 * n);
        double margin = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
        double scale = 1 + Z * Z / n;
        double lo = Math.max(0, 100 * (centre - margin) / scale);
        double hi = Math.min(100, 100 * (centre + margin) / scale);
        return new ScoreResult("match", passport.artifact().id(), FORMULA, "1", lo, lo, hi, 1,
                List.of(input("worked", worked, share), input("failed", failed, 1 - share)), null,
                List.of("worked %d of %d = %s".formatted(worked, n, ScoreResult.plain(share)),
                        "Wilson's interval: %s to %s".formatted(ScoreResult.plain(lo), ScoreResult.plain(hi))), passport.asOf());
    }

    private static Input input(String name, long count, double share) {
        return new Input(name, (double) count, share, 1, "outcomes of this machine", null);
    }
}
