package template.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.testkit.ScoreContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements ScoreContract {

    @Override
    public Example score() {
        return new Example();
    }

    @Override
    public Passport known() {
        var artifact = new Artifact("acme/tool", "repo", "Tool", "acme", null, "page");
        return new Passport(artifact, LocalDate.of(2026, 1, 1), List.of(), List.of(), List.of(new Fact("acme/tool", "stars", "50", null, "page", null)), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    void theMiddleIsHalf() {
        assertEquals(50, new Example().of(known(), populations()).value(), 1e-9);
    }
}
