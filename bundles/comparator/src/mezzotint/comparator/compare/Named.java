package mezzotint.comparator.compare;

import java.time.LocalDate;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Problem;

/** Finds artifacts by what somebody calls them. */
public final class Named {

    private Named() {}

    /**
     * What was known of an artifact on a day.
     *
     * @param name id or alias
     * @throws Problem of kind {@code MISSING}, with a way to find it
     */
    public static Passport find(Catalog catalog, String name, LocalDate asOf) {
        return catalog.find(name, asOf).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "the catalog has no artifact " + name + " on " + asOf,
                "look it up at /api/catalog/search?q=" + name.replaceAll("[^\\p{L}\\d.]+", "+")));
    }
}
