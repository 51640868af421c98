package mezzotint.libs.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.studio.Order;

/** Whose jobs and pictures a request may see and change. */
public final class Ownership {

    private static final String ADMINISTRATOR = "admin";

    private Ownership() {}

    /** The owner of what a request makes: who logged in, or the local user. */
    public static String of(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteUser()).orElse(Order.LOCAL_USER);
    }

    /** Whether someone may do what only administrators do: they are one, or there is no login. */
    public static boolean administers(HttpServletRequest request) {
        return request.getRemoteUser() == null || request.isUserInRole(ADMINISTRATOR);
    }

    /** Whether someone may see and change what is of an owner: it is theirs, or they administer, or there is no login. */
    public static boolean mayChange(HttpServletRequest request, String owner) {
        return administers(request) || owner.equals(request.getRemoteUser());
    }

    /** @throws Problem of kind {@code FORBIDDEN} if it is not theirs */
    public static void check(HttpServletRequest request, String owner) {
        if (!mayChange(request, owner)) {
            throw new Problem(Problem.Kind.FORBIDDEN, "this is of " + owner, "ask them, or an administrator");
        }
    }

    /** @throws Problem of kind {@code FORBIDDEN} for all but administrators; {@code what} they do, as in "read the log" */
    public static void checkAdministers(HttpServletRequest request, String what) {
        if (!administers(request)) {
            throw new Problem(Problem.Kind.FORBIDDEN, "only administrators " + what, "ask one");
        }
    }
}
