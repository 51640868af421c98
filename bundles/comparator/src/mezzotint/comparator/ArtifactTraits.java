package mezzotint.comparator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.libs.search.Traits;

/** What filters look at, of a passport. */
final class ArtifactTraits {

    private static final Set<String> SERVICES = Set.of("api", "webapp", "platform");
    private static final Set<String> MODALITIES = Set.of("text", "image", "audio", "video", "pdf");

    private ArtifactTraits() {}

    static Traits of(Passport passport) {
        Optional<BigDecimal> price = passport.prices().stream().filter(p -> p.meter().equals("input") && p.condition().isEmpty() && p.currency().equals("USD"))
                .map(Price::perMillion).min(Comparator.naturalOrder());
        Boolean open = passport.facts("openWeights").stream().findFirst().map(f -> Boolean.valueOf(f.value())).orElse(null);
        String licence = passport.facts("licence").stream().findFirst().map(Fact::value).orElse(null);
        return new Traits(free(passport, price, open, licence), open, local(passport, open), passport.number("contextTokens").map(BigDecimal::longValue).orElse(null),
                price.orElse(null), licence, modalities(passport, "inputModalities", 0), modalities(passport, "outputModalities", 1));
    }

    private static Boolean free(Passport passport, Optional<BigDecimal> price, Boolean open, String licence) {
        List<String> said = passport.facts("pricing").stream().map(Fact::value).toList();
        boolean free = said.contains("free") || said.contains("open_source") || price.isPresent() && price.get().signum() == 0 || Boolean.TRUE.equals(open)
                || passport.artifact().isProgram() && licence != null;
        return free ? Boolean.TRUE : price.isPresent() || !said.isEmpty() ? Boolean.FALSE : null;
    }

    private static Boolean local(Passport passport, Boolean open) {
        if (passport.artifact().isProgram() || Boolean.TRUE.equals(open)) {
            return true;
        }
        return open != null || SERVICES.contains(passport.artifact().type()) ? Boolean.FALSE : null;
    }

    /** Of facts, and of tasks such as text-to-image; null if neither tells. */
    private static Set<String> modalities(Passport passport, String key, int side) {
        var out = new TreeSet<>(Verdict.modalities(passport, key));
        for (String task : Verdict.tasks(passport)) {
            String[] sides = task.split("-to-");
            if (sides.length == 2) {
                out.addAll(Arrays.stream(sides[side].replace("speech", "audio").split("-")).filter(MODALITIES::contains).toList());
            }
        }
        return out.isEmpty() ? null : out;
    }
}
