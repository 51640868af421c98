package mezzotint.plugin;

import java.util.Locale;

/** The spelling of plugin names. */
public final class Names {

    private Names() {}

    /**
     * The form in which names are compared: lower case, {@code ++} read as {@code pp}, letters and
     * digits only. {@code DPM++ 2M}, {@code dpmpp_2m} and {@code dpmpp2m} are one name.
     */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace("++", "pp").replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
