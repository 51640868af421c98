package mezzotint.comparator.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.comparator.compare.Verdict;
import mezzotint.libs.catalog.Availability;
import mezzotint.libs.search.Traits;

/** What filters look at, of a passport. */
public final class ArtifactTraits {

    private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "video", "pdf");

    private ArtifactTraits() {}

    public static Traits of(Passport passport) {
        List<BigDecimal> prices = passport.prices().stream().filter(p -> p.meter().equals("input") && p.condition().isEmpty() && p.currency().equals("USD") && p.unit().equals("token"))
                .map(Price::perMillion).sorted().toList();
        Availability terms = Availability.of(passport.artifact(), passport::facts, prices);
        return new Traits(terms.free(), terms.openWeights(), terms.local(), passport.number("contextTokens").map(BigDecimal::longValue).orElse(null),
                prices.stream().findFirst().orElse(null), passport.facts("licence").stream().findFirst().map(Fact::value).orElse(null),
                modalities(passport, "inputModalities", TaskFlow::takes), modalities(passport, "outputModalities", TaskFlow::gives));
    }

    /** Of facts, and of tasks such as text-to-image; null if neither tells. */
    private static Set<String> modalities(Passport passport, String key, Function<TaskFlow, Set<String>> side) {
        var out = new TreeSet<>(Verdict.modalities(passport, key));
        for (String task : Verdict.tasks(passport)) {
            TaskFlow.of(task).map(side).ifPresent(parts -> parts.stream().filter(MODALITIES::contains).forEach(out::add));
        }
        return out.isEmpty() ? null : out;
    }
}
