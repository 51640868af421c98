package mezzotint.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What something costs at one seller.
 *
 * @param seller id of the provider that asks for it, as in {@code openai}
 * @param meter {@code input}, {@code output}, {@code input.cached}, {@code input.batch}, {@code output.batch}, {@code image}, {@code second},
 *     {@code request}, {@code seat}
 * @param amount never a binary fraction, with two decimals or as many as it needs; 0 is free, and an unknown price is no row
 * @param currency ISO 4217
 * @param per for how many units
 * @param unit as in {@code token}
 * @param condition when this price holds, as in {@code above 200000 tokens}; empty for always
 * @param observed since when; null for the date of its source
 */
public record Price(String artifact, String seller, String meter, BigDecimal amount, String currency, long per, String unit, String condition,
        String source, LocalDate observed) {

    private static final int CENTS = 2;
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);
    private static final int DECIMALS = 9;

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Price {
        Required.text(artifact, "a price", "artifact");
        Required.text(seller, "a price of " + artifact, "seller");
        Required.text(meter, "a price of " + artifact, "meter");
        Required.text(amount == null ? null : amount.toPlainString(), "the price " + meter + " of " + artifact, "amount");
        Required.text(currency, "the price " + meter + " of " + artifact, "currency");
        Required.text(source, "the price " + meter + " of " + artifact, "source");
        condition = condition == null ? "" : condition;
        amount = amount.stripTrailingZeros();
        amount = amount.scale() < CENTS ? amount.setScale(CENTS) : amount;
    }

    /** For a million of its units. */
    public BigDecimal perMillion() {
        return amount.multiply(MILLION).divide(BigDecimal.valueOf(per), DECIMALS, RoundingMode.HALF_UP);
    }
}
