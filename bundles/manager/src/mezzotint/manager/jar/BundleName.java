package mezzotint.manager.jar;

import java.util.regex.Pattern;
import mezzotint.plugin.Problem;
import org.osgi.framework.Version;

/**
 * Name and version of a plugin's bundle, as they may be: file names, commands and addresses are made of them, on any system.
 *
 * @param name symbolic name
 */
public record BundleName(String name, Version version) {

    private static final int LONGEST = 120;
    private static final int LONGEST_QUALIFIER = 60;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*");
    /** Names that Windows has for devices, in any folder and with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM\\d|LPT\\d)(\\..*)?");
    /** The name by which OSGi also calls the framework. */
    private static final String FRAMEWORK = "system.bundle";

    /** @throws Problem of kind {@code INVALID} if no plugin may be called so */
    public static BundleName of(String name, Version version) {
        if (name.length() > LONGEST || !NAME.matcher(name).matches() || DEVICE.matcher(name).matches() || name.equalsIgnoreCase(FRAMEWORK)) {
            throw Problem.invalid("the symbolic name of the jar is " + shown(name), "use up to " + LONGEST
                    + " letters, digits, - and _, with dots between them; names of the framework and of devices belong to others");
        }
        if (version.getQualifier().length() > LONGEST_QUALIFIER) {
            throw Problem.invalid("the version of " + name + " has a qualifier of " + version.getQualifier().length() + " characters",
                    "use up to " + LONGEST_QUALIFIER);
        }
        return new BundleName(name, version);
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + ".. (" + plain.length() + " characters)" : plain;
    }
}
