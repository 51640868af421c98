package mezzotint.libs.catalog;

import java.util.Locale;
import java.util.Optional;

/** The ids under which the catalog has the plugins of this workbench, by the symbolic names of their bundles. */
public final class BundleIds {

    private static final String OURS = "mezzotint.";
    private static final String OUR_VENDOR = "mezzotint/";
    /** Stands for the vendor of all others: where a vendor ends, a bundle's name does not tell. */
    private static final String OTHERS = "plugin/";

    private BundleIds() {}

    /** {@code mezzotint/sampler.euler} of {@code mezzotint.sampler.euler}; {@code plugin/org.example.sharpen} of a bundle of others. */
    public static String of(String bundle) {
        String name = bundle.toLowerCase(Locale.ROOT);
        return name.startsWith(OURS) ? OUR_VENDOR + name.substring(OURS.length()) : OTHERS + name;
    }

    /** Whether an id is that of something of this workbench, which no source tells of. */
    public static boolean isOwn(String id) {
        return id.startsWith(OUR_VENDOR) || id.startsWith(OTHERS);
    }

    /** The id that somebody means who writes it in any case, or the name of one of our bundles; none if it is nothing of this workbench. */
    public static Optional<String> named(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith(OURS) ? Optional.of(of(lower)) : Optional.of(lower).filter(BundleIds::isOwn);
    }
}
