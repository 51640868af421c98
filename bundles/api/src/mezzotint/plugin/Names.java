package mezzotint.plugin;

import java.util.Locale;
import java.util.regex.Pattern;

/** The spelling of plugin names. */
public final class Names {

    private static final Pattern OTHER_SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

    private Names() {}

    /**
     * The form in which names are compared: lower case, {@code ++} read as {@code pp}, letters and
     * digits only. {@code DPM++ 2M}, {@code dpmpp_2m} and {@code dpmpp2m} are one name.
     */
    public static String key(String name) {
        return OTHER_SIGNS.matcher(name.toLowerCase(Locale.ROOT).replace("++", "pp")).replaceAll("");
    }
}
