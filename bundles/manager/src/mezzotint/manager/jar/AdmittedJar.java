package mezzotint.manager.jar;

import mezzotint.manage.Origin;
import mezzotint.trust.Trust;

/**
 * A jar that is to be installed, with the verdict that admitted it.
 *
 * @param signature its own; empty if it has none
 * @param wanted whether a user wants it; else something that comes in needs it
 */
public record AdmittedJar(Jar jar, String signature, Origin origin, Trust.Verdict verdict, boolean wanted) {

    public String name() {
        return jar.name();
    }
}
