package mezzotint.score.match;

import java.util.ArrayList;
import java.util.List;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.libs.catalog.ClickRate;
import mezzotint.libs.catalog.Share;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** How often it worked for who chose it here: the lower end of Wilson's interval, so that two lucky tries prove nothing. */
@Component
@Plugin(id = "match", label = "Match", source = "https://doi.org/10.1080/01621459.1927.10502953")
public final class Match implements Score {

    static final String FORMULA = "100 * lower bound of Wilson's 95% interval of worked / (worked + failed), refused below 10 outcomes; told beside it: " + ClickRate.FORMULA;
    private static final int FEWEST = 10;

    @Override
    public double weight() {
        return 0.10;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        long worked = passport.outcomes().stream().filter(o -> o.kind() == Outcome.Kind.WORKED).count();
        long failed = passport.outcomes().stream().filter(o -> o.kind() == Outcome.Kind.FAILED).count();
        long n = worked + failed;
        ClickRate clicks = ClickRate.of(passport.outcomes());
        var inputs = new ArrayList<Input>();
        var steps = new ArrayList<String>();
        if (n < FEWEST) {
            told(clicks, inputs, steps);
            return new ScoreResult("match", passport.artifact().id(), FORMULA, "2", null, 0, 100, 0, inputs,
                    "%d recorded outcomes; at least %d are needed".formatted(n, FEWEST), steps, passport.asOf());
        }
        Share share = Share.of(worked, n);
        inputs.add(input("worked", worked, share.value(), 1));
        inputs.add(input("failed", failed, 1 - share.value(), 1));
        steps.add("worked %d of %d = %s".formatted(worked, n, ScoreResult.plain(share.value())));
        steps.add("Wilson's interval: %s to %s".formatted(ScoreResult.plain(100 * share.lo()), ScoreResult.plain(100 * share.hi())));
        told(clicks, inputs, steps);
        return new ScoreResult("match", passport.artifact().id(), FORMULA, "2", 100 * share.lo(), 100 * share.lo(), 100 * share.hi(), 1, inputs, null, steps, passport.asOf());
    }

    /** Of no weight: that something is chosen is not that it works. */
    private static void told(ClickRate clicks, List<Input> inputs, List<String> steps) {
        if (clicks.shown() == 0) {
            return;
        }
        inputs.add(input("chosen", clicks.chosen(), clicks.corrected() == null ? null : clicks.corrected().value(), 0));
        steps.add("chosen in %d of %d lists, with %s looks to be expected at its places".formatted(clicks.chosen(), clicks.shown(), ScoreResult.plain(clicks.looks())));
        Share rate = clicks.corrected();
        steps.add(rate == null ? "no rate: at least %d looks are needed".formatted(ClickRate.FEWEST)
                : "rate corrected for the place = %s, from %s to %s".formatted(ScoreResult.plain(rate.value()), ScoreResult.plain(rate.lo()), ScoreResult.plain(rate.hi())));
    }

    private static Input input(String name, long count, Double share, double weight) {
        return new Input(name, (double) count, share, weight, "outcomes of this machine", null);
    }
}
