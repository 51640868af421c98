package template.score;

import java.util.List;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Ranks an artifact by its stars among its peers. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Score {

    @Override
    public double weight() {
        return 0.1;
    }

    /** What no source says is handed over as unknown: it is not 0. */
    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        Population peers = populations.facts(passport.artifact().type(), "stars");
        List<Fact> stars = passport.facts("stars").stream().filter(f -> f.number().isPresent()).toList();
        boolean known = !stars.isEmpty() && peers.isEnough();
        Double value = known ? stars.get(0).number().orElseThrow().doubleValue() : null;
        var input = new Input("stars", value, known ? peers.percentile(value) : null, 1, known ? stars.get(0).source() : null, peers.id() + " of " + peers.size());
        return ScoreResult.weighted("example", passport, "100 * rank of the stars", "1", List.of(input), 0.5);
    }
}
