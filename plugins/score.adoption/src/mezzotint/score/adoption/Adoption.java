package mezzotint.score.adoption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Ranks of the signals of use among peers of the type. Stars count least: they tell of downloads and dependents only weakly. */
@Component
@Plugin(id = "adoption", label = "Adoption")
public final class Adoption implements Score {

    static final String FORMULA = "100 * sum(weight * rank) / sum(weight) over the known signals; rank = (peers below + half of those equal) / peers";
    private static final double ENOUGH = 0.5;

    private static final Map<String, Double> MODEL = signals("providersServing", 2, "downloads", 3);
    private static final Map<String, Double> MCP = signals("downloads", 3, "registriesListing", 1);
    private static final Map<String, Double> OTHER = signals("downloads", 3, "dependents", 3, "contributors", 1, "stars", 1);

    private static Map<String, Double> signals(Object... pairs) {
        var signals = new LinkedHashMap<String, Double>();
        for (int i = 0; i < pairs.length; i += 2) {
            signals.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
        }
        return signals;
    }

    @Override
    public double weight() {
        return 0.25;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        String type = passport.artifact().type();
        var inputs = new ArrayList<Input>();
        (type.equals("model") ? MODEL : type.equals("mcp") ? MCP : OTHER).forEach((signal, weight) -> inputs.add(input(passport, populations.facts(type, signal), signal, weight)));
        return ScoreResult.weighted("adoption", passport, FORMULA, "1", inputs, ENOUGH);
    }

    private static Input input(Passport passport, Population peers, String signal, double weight) {
        List<Fact> facts = passport.facts(signal).stream().filter(f -> f.number().isPresent()).toList();
        if (facts.isEmpty() || !peers.isEnough()) {
            return new Input(facts.isEmpty() ? signal : signal + " (only " + peers.size() + " peers)", null, null, weight, null, null);
        }
        double value = facts.get(0).number().orElseThrow().doubleValue();
        return new Input(signal, value, peers.percentile(value), weight, facts.get(0).source(), peers.id() + " of " + peers.size());
    }
}
