package mezzotint.login;

import java.security.Principal;
import mezzotint.access.Quotas;
import mezzotint.access.Role;

/**
 * Who sends a request.
 *
 * @param role null for nobody
 * @param way how it is known, as {@code HttpServletRequest.getAuthType} says it
 */
record Caller(String name, Role role, String way) implements Principal {

    static final String BY_TOKEN = "BEARER";
    static final String BY_PASSWORD = "BASIC";
    static final String BY_SESSION = "FORM";

    /** Whoever is at this machine, and may do everything. */
    static final Caller LOCAL = new Caller(Quotas.LOCAL_USER, Role.ADMIN, null);
    static final Caller NOBODY = new Caller(null, null, null);

    boolean isNobody() {
        return role == null;
    }

    boolean isLocal() {
        return Quotas.LOCAL_USER.equals(name);
    }

    boolean may(Role needed) {
        return role != null && role.covers(needed);
    }

    @Override
    public String getName() {
        return name;
    }
}
