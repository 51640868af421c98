package mezzotint.login;

import java.security.Principal;
import mezzotint.access.Role;
import mezzotint.studio.Order;

/**
 * Who sends a request.
 *
 * @param role null for nobody
 * @param way how it is known, as {@code HttpServletRequest.getAuthType} says it
 */
public record Caller(String name, Role role, String way) implements Principal {

    public static final String BY_TOKEN = "BEARER";
    static final String BY_PASSWORD = "BASIC";
    static final String BY_SESSION = "FORM";

    /** Whoever is at this machine, and may do everything. */
    static final Caller LOCAL = new Caller(Order.LOCAL_USER, Role.ADMIN, null);
    static final Caller NOBODY = new Caller(null, null, null);

    public boolean isNobody() {
        return role == null;
    }

    public boolean isLocal() {
        return Order.LOCAL_USER.equals(name);
    }

    public boolean may(Role needed) {
        return role != null && role.covers(needed);
    }

    @Override
    public String getName() {
        return name;
    }
}
