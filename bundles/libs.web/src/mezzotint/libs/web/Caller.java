package mezzotint.libs.web;

import jakarta.servlet.http.HttpServletRequest;

/** Who sends a request. */
public final class Caller {

    private Caller() {}

    /** The name under which they logged in; without a login only this machine can send requests. */
    public static String name(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return user == null || user.isBlank() ? "local user" : user;
    }
}
