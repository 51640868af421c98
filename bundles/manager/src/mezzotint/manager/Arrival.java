package mezzotint.manager;

import mezzotint.manage.Origin;
import mezzotint.trust.Trust;

/**
 * A jar that is to come in, and has been judged.
 *
 * @param signature its own; empty if it has none
 * @param wanted whether a user wants it; else something that comes in needs it
 */
record Arrival(Jar jar, String signature, Origin origin, Trust.Verdict verdict, boolean wanted) {

    String name() {
        return jar.name();
    }
}
