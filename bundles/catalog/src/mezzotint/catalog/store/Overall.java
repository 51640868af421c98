package mezzotint.catalog.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;

/** The mean of the scores by the reader's weights. What is refused counts for the bounds alone. */
final class Overall {

    static final String FORMULA = "sum(weight * score) / sum(weight) over the scores that there are";
    /** Fewer scores than this are no picture. */
    private static final int FEWEST = 3;

    private Overall() {}

    static ScoreResult of(Passport passport, List<ScoreResult> scores, Map<String, Double> weights) {
        List<Input> inputs = scores.stream().map(s -> new Input(s.score(), s.value(), s.value() == null ? null : s.value() / 100, weights.get(s.score()), null, null)).toList();
        double all = inputs.stream().mapToDouble(Input::weight).sum();
        List<Input> known = inputs.stream().filter(i -> i.value() != null).toList();
        double weight = known.stream().mapToDouble(Input::weight).sum();
        double lo = all == 0 ? 0 : scores.stream().mapToDouble(s -> s.lo() * weights.get(s.score())).sum() / all;
        double hi = all == 0 ? 100 : scores.stream().mapToDouble(s -> s.hi() * weights.get(s.score())).sum() / all;
        var steps = new ArrayList<>(scores.stream().map(s -> "%s: %s, weight %s".formatted(s.score(),
                s.value() == null ? "refused" : ScoreResult.plain(s.value()), ScoreResult.plain(weights.get(s.score())))).toList());
        steps.add("bounds = the same mean of the lower bounds, %s, and of the upper bounds, %s".formatted(ScoreResult.plain(lo), ScoreResult.plain(hi)));
        String refused = known.size() < FEWEST ? "only %d of %d scores could be computed; %d are needed".formatted(known.size(), scores.size(), FEWEST)
                : weight == 0 ? "every weight is 0" : null;
        Double value = refused != null ? null : known.stream().mapToDouble(i -> i.value() * i.weight()).sum() / weight;
        if (value != null) {
            steps.add("score = " + ScoreResult.plain(value));
        }
        return new ScoreResult(Catalog.OVERALL, passport.artifact().id(), FORMULA, "1", value, lo, hi, all == 0 ? 0 : weight / all, inputs, refused, steps, passport.asOf());
    }
}
