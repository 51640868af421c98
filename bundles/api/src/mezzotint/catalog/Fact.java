package mezzotint.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one source says of an artifact. Several sources may say several things: that is a conflict, and is shown.
 *
 * @param key as in {@code contextTokens}
 * @param value numbers in plain decimal notation; several words sorted, with {@code ", "} between
 * @param unit null where the value has none
 * @param observed since when it is said; null for the date of its source
 */
public record Fact(String artifact, String key, String value, String unit, String source, LocalDate observed) {

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Fact {
        Required.text(artifact, "a fact", "artifact");
        Required.text(key, "a fact of " + artifact, "key");
        Required.text(value, key + " of " + artifact, "value");
        Required.text(source, key + " of " + artifact, "source");
    }

    /** The value where it is a number. */
    public Optional<BigDecimal> number() {
        return value.matches("-?\\d+(\\.\\d+)?") ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }
}
