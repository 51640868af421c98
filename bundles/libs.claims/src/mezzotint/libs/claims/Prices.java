package mezzotint.libs.claims;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;

/** What an artifact costs, in US dollars for a million tokens. */
public final class Prices {

    private Prices() {}

    /** The price that holds without a condition: by who makes it, else the cheapest. */
    public static Optional<Price> of(Passport passport, String meter) {
        String vendor = passport.artifact().vendor() == null ? "" : passport.artifact().vendor().toLowerCase(Locale.ROOT);
        String owner = passport.artifact().id().replaceFirst("/.*", "");
        return passport.prices().stream().filter(p -> p.meter().equals(meter) && p.condition().isEmpty() && p.currency().equals("USD"))
                .min(Comparator.comparing((Price p) -> !p.seller().equalsIgnoreCase(vendor) && !p.seller().equalsIgnoreCase(owner)).thenComparing(Price::perMillion));
    }
}
