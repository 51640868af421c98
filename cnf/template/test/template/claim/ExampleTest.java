package template.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Passport;
import mezzotint.testkit.ClaimCheckerContract;
import org.junit.jupiter.api.Test;

class ExampleTest implements ClaimCheckerContract {

    @Override
    public Example checker() {
        return new Example();
    }

    @Override
    public Passport subject() {
        var capability = new Capability("acme/tool__cap_0", "acme/tool", 0, "paints", null, null, "The best and fastest painter.", null, null, "stated", "page");
        return new Passport(new Artifact("acme/tool", "repo", "Tool", "acme", null, "page"), LocalDate.of(2026, 1, 1), List.of(), List.of(capability), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    void eachWordIsAClaim() {
        assertEquals(2, new Example().check(subject().capabilities().get(0), subject(), null).size());
    }
}
