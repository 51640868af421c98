package mezzotint.catalog;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Which artifacts are asked for. Null and empty parts ask for nothing; an artifact of which a part is unknown is left out where that part is asked for.
 *
 * @param text words that name, id or description hold, whatever their case
 * @param types see {@link Artifact#type}
 * @param task see {@link Capability#task}
 * @param free whether it can be used without paying; what does not say is left out, as with the two that follow
 * @param openWeights the fact {@code openWeights}
 * @param local whether it can run on one's own machine: open weights, or a program
 * @param minContext tokens
 * @param maxInputPrice US dollars for a million tokens, at the cheapest seller
 * @param licence SPDX; the fact {@code licence}
 * @param modalities {@code text}, {@code image}, ..: all of them among what goes in or comes out
 * @param limit the most that are given
 * @param after id after which the list goes on; null for its beginning
 */
public record ArtifactQuery(String text, Set<String> types, String vendor, String task, Boolean free, Boolean openWeights, Boolean local,
        Long minContext, BigDecimal maxInputPrice, String licence, Set<String> modalities, int limit, String after) {

    public ArtifactQuery {
        types = types == null ? Set.of() : Set.copyOf(types);
        modalities = modalities == null ? Set.of() : Set.copyOf(modalities);
    }

    /** Every artifact. */
    public static ArtifactQuery all() {
        return new ArtifactQuery(null, null, null, null, null, null, null, null, null, null, null, Integer.MAX_VALUE, null);
    }
}
