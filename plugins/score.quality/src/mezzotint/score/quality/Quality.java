package mezzotint.score.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Of a model the mean rank of its best results among all results of each benchmark; of a repository what can be read from its files, weighted as OpenSSF Scorecard weighs. */
@Component
@Plugin(id = "quality", label = "Quality", source = "https://github.com/ossf/scorecard")
public final class Quality implements Score {

    static final String RANKS = "100 * mean rank over the dated benchmarks with 30 results or more; rank = (results below + half of those equal) / results";
    static final String CHECKS = "100 * sum(weight * check) / sum(weight) over the known checks";
    private static final double ENOUGH = 0.5;
    private static final Map<String, Double> WEIGHTS = weights();

    private static Map<String, Double> weights() {
        var weights = new LinkedHashMap<String, Double>();
        weights.put("hasTests", 10.0);
        weights.put("hasCi", 7.5);
        weights.put("hasSecurityPolicy", 5.0);
        weights.put("hasLicence", 2.5);
        weights.put("hasDocumentation", 2.5);
        return weights;
    }

    @Override
    public double weight() {
        return 0.20;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        return passport.artifact().type().equals("model") ? ScoreResult.weighted("quality", passport, RANKS, "1", ranks(passport, populations), ENOUGH)
                : ScoreResult.weighted("quality", passport, CHECKS, "1", checks(passport), ENOUGH);
    }

    private static List<Input> ranks(Passport passport, Populations populations) {
        var best = new LinkedHashMap<String, Benchmark>();
        passport.benchmarks().stream().filter(b -> b.date() != null)
                .forEach(b -> best.merge(b.name() + " " + b.version() + " " + b.metric(), b, (one, two) -> one.value().compareTo(two.value()) >= 0 ? one : two));
        var inputs = new ArrayList<Input>();
        best.values().forEach(b -> rank(b, populations, inputs));
        return inputs.isEmpty() ? List.of(new Input("a dated benchmark with " + Population.FEWEST + " results", null, null, 1, null, null)) : inputs;
    }

    /** A result that nothing is known to compare with says nothing, and is left out. */
    private static void rank(Benchmark b, Populations populations, List<Input> inputs) {
        Population results = populations.results(b.name(), b.version(), b.metric());
        if (results.isEnough()) {
            double value = b.value().doubleValue();
            inputs.add(new Input(b.name() + " " + b.metric(), value, results.percentile(value), 1, b.source(), results.id() + " of " + results.size()));
        }
    }

    private static List<Input> checks(Passport passport) {
        var inputs = new ArrayList<Input>();
        WEIGHTS.forEach((check, weight) -> {
            List<Fact> said = passport.facts(check);
            Double value = said.isEmpty() ? null : said.get(0).value().equals("true") ? 1.0 : 0.0;
            inputs.add(new Input(check, value, value, weight, said.isEmpty() ? null : said.get(0).source(), null));
        });
        return inputs;
    }
}
