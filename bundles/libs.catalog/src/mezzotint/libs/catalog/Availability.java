package mezzotint.libs.catalog;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Fact;

/**
 * On what terms an artifact can be used, as far as is said of it. Null is unknown, never no.
 *
 * @param free whether it can be used without paying: a source says so, it is sold for nothing, its weights are open, or it is a program with a stated licence
 * @param openWeights whether its weights can be had
 * @param local whether it runs on one's own machine: programs do, and models of open weights
 */
public record Availability(Boolean free, Boolean openWeights, Boolean local) {

    private static final Set<String> SERVICES = Set.of("api", "webapp", "platform");

    /**
     * @param said facts by key, the newest first
     * @param prices of input, without a condition
     */
    public static Availability of(Artifact artifact, Function<String, List<Fact>> said, Collection<BigDecimal> prices) {
        Boolean open = said.apply("openWeights").stream().findFirst().map(f -> Boolean.valueOf(f.value())).orElse(null);
        return new Availability(free(artifact, said, prices, open), open, local(artifact, open));
    }

    private static Boolean free(Artifact artifact, Function<String, List<Fact>> said, Collection<BigDecimal> prices, Boolean open) {
        List<String> pricing = said.apply("pricing").stream().map(Fact::value).toList();
        boolean free = pricing.contains("free") || pricing.contains("open_source") || prices.stream().anyMatch(p -> p.signum() == 0) || Boolean.TRUE.equals(open)
                || artifact.isProgram() && !said.apply("licence").isEmpty();
        return free ? Boolean.TRUE : prices.isEmpty() && pricing.isEmpty() ? null : Boolean.FALSE;
    }

    private static Boolean local(Artifact artifact, Boolean open) {
        if (artifact.isProgram() || Boolean.TRUE.equals(open)) {
            return true;
        }
        return open != null || SERVICES.contains(artifact.type()) ? Boolean.FALSE : null;
    }
}
