package mezzotint.score.maintenance;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * How alive something is. The days since the last commit are counted up to the day on which the repository was looked at: what happened since is not known, and
 * lowers the lower bound alone.
 */
@Component
@Plugin(id = "maintenance", label = "Maintenance")
public final class Maintenance implements Score {

    static final String REPOSITORY = "100 * (0.60 * 2^(-days/90) + 0.25 * ln(1+commits90d)/ln(2001) + 0.15 * ln(1+authors)/ln(1501))";
    static final String MODEL = "100 * 2^(-days since the last update/365), 0 once it is deprecated";
    private static final int OLDEST = 365;
    private static final double HALF_LIFE = 90;
    private static final double[] WEIGHTS = {0.60, 0.25, 0.15};

    @Override
    public double weight() {
        return 0.15;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        return passport.artifact().type().equals("model") ? model(passport) : repository(passport);
    }

    private static ScoreResult model(Passport passport) {
        Optional<Fact> ended = passport.facts("status").stream().filter(f -> f.value().equals("deprecated")).findFirst();
        if (ended.isPresent()) {
            return result(passport, MODEL, 0.0, 0, 0, List.of(new Input("deprecated", 1.0, 0.0, 1, ended.get().source(), null)), null, List.of("it is deprecated: 0"));
        }
        Optional<Fact> updated = fact(passport, "updated").or(() -> fact(passport, "released"));
        if (updated.isEmpty()) {
            return result(passport, MODEL, null, 0, 100, List.of(), "no source says when it was last updated", List.of());
        }
        long days = Math.max(0, ChronoUnit.DAYS.between(LocalDate.parse(updated.get().value()), passport.asOf()));
        double share = Math.pow(2, -days / (double) OLDEST);
        return result(passport, MODEL, 100 * share, 100 * share, 100 * share, List.of(new Input("days", (double) days, share, 1, updated.get().source(), null)), null,
                List.of("100 * 2^(-%d/365) = %s".formatted(days, ScoreResult.plain(100 * share))));
    }

    private static ScoreResult repository(Passport passport) {
        Optional<Fact> last = fact(passport, "lastCommit");
        Optional<Fact> commits = passport.facts("commits90d").stream().filter(f -> f.number().isPresent()).findFirst();
        Optional<Fact> authors = passport.facts("authors").stream().filter(f -> f.number().isPresent()).findFirst();
        if (last.isEmpty()) {
            return result(passport, REPOSITORY, null, 0, 100, List.of(), "no source says when the last commit was", List.of());
        }
        LocalDate seen = passport.sources().get(last.get().source()).date();
        long days = Math.max(0, ChronoUnit.DAYS.between(LocalDate.parse(last.get().value()), seen.isAfter(passport.asOf()) ? passport.asOf() : seen));
        long since = Math.max(0, ChronoUnit.DAYS.between(seen, passport.asOf()));
        var inputs = new ArrayList<>(List.of(new Input("days since the last commit", (double) days, Math.pow(2, -days / HALF_LIFE), WEIGHTS[0], last.get().source(), null),
                logarithmic("commits in 90 days", commits, 2000, WEIGHTS[1]), logarithmic("authors", authors, 1500, WEIGHTS[2])));
        ScoreResult mean = ScoreResult.weighted("maintenance", passport, REPOSITORY, "1", inputs, 1);
        double lo = mean.lo() - 100 * WEIGHTS[0] * (Math.pow(2, -days / HALF_LIFE) - Math.pow(2, -(days + since) / HALF_LIFE));
        var steps = new ArrayList<>(mean.steps());
        steps.add("looked at on %s, %d days before: nothing done since would make it %s".formatted(seen, since, ScoreResult.plain(lo)));
        boolean old = since > OLDEST;
        return new ScoreResult("maintenance", mean.artifact(), REPOSITORY, "1", old ? null : mean.value(), lo, mean.hi(), mean.coverage(), inputs,
                old ? "the repository was looked at on %s, more than %d days before".formatted(seen, OLDEST) : mean.refused(), steps, passport.asOf());
    }

    private static Input logarithmic(String name, Optional<Fact> fact, int most, double weight) {
        Double value = fact.map(f -> f.number().orElseThrow().doubleValue()).orElse(null);
        Double share = value == null ? null : Math.min(1, Math.log(1 + value) / Math.log(1 + most));
        return new Input(name, value, share, weight, fact.map(Fact::source).orElse(null), null);
    }

    private static Optional<Fact> fact(Passport passport, String key) {
        return passport.facts(key).stream().filter(f -> f.value().matches("\\d{4}-\\d{2}-\\d{2}")).findFirst();
    }

    private static ScoreResult result(Passport passport, String formula, Double value, double lo, double hi, List<Input> inputs, String refused, List<String> steps) {
        return new ScoreResult("maintenance", passport.artifact().id(), formula, "1", value, lo, hi, inputs.isEmpty() ? 0 : 1, inputs, refused, steps, passport.asOf());
    }
}
