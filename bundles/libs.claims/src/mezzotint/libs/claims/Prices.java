package mezzotint.libs.claims;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;

/** What an artifact costs, in US dollars for a million tokens. */
public final class Prices {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    private Prices() {}

    /** The price that holds without a condition: by who makes it, else the cheapest. */
    public static Optional<Price> of(Passport passport, String meter) {
        String vendor = passport.artifact().vendor() == null ? "" : passport.artifact().vendor().toLowerCase(Locale.ROOT);
        String owner = passport.artifact().id().replaceFirst("/.*", "");
        return passport.prices().stream().filter(p -> p.meter().equals(meter) && p.condition().isEmpty() && p.currency().equals("USD"))
                .min(Comparator.comparing((Price p) -> !p.seller().equalsIgnoreCase(vendor) && !p.seller().equalsIgnoreCase(owner)).thenComparing(Prices::perMillion));
    }

    /** For a million of its units. */
    public static BigDecimal perMillion(Price price) {
        return price.amount().multiply(MILLION).divide(BigDecimal.valueOf(price.per()), 9, RoundingMode.HALF_UP);
    }
}
