package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mezzotint.access.Role;
import mezzotint.login.Refusal;

/** Which path needs which role. */
public final class Paths {

    /**
     * What a path asks for.
     *
     * @param read the role for GET and HEAD; null where nobody needs to log in
     * @param change the role for everything else
     */
    record Rule(String path, Role read, Role change) {

        /** Whether a path is this one, or below it. */
        boolean holds(String asked) {
            return asked.equals(path) || asked.startsWith(path.endsWith("/") ? path : path + "/");
        }

        Role needed(String method) {
            return READING.contains(method) ? read : change;
        }
    }

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** The longest path that holds decides. */
    private static final List<Rule> RULES = List.of(
            //        path                       to read        to change
            new Rule("/",                        Role.MAKE,     Role.MAKE),      // what is not below, third parties' paths too
            new Rule("/login",                   null,          null),           // the login page and what it is drawn with
            new Rule("/mezzotint.css",           null,          null),
            new Rule("/theme.js",                null,          null),
            new Rule("/icon.svg",                null,          null),
            new Rule("/api/login",               null,          null),
            new Rule("/api/logout",              null,          null),
            new Rule("/api/me",                  null,          Role.MAKE),      // says nothing to who is not logged in
            new Rule("/api/me/password",         Role.MAKE,     Role.MAKE),
            new Rule("/api/me/tokens",           Role.MAKE,     Role.MAKE),
            new Rule("/api/plugins",             Role.MAKE,     Role.PLUGINS),
            new Rule("/api/repositories",        Role.MAKE,     Role.PLUGINS),
            new Rule("/api/profiles",            Role.MAKE,     Role.PLUGINS),
            new Rule("/api/profiles/",           Role.PLUGINS,  Role.PLUGINS),   // what is set for plugins
            new Rule("/api/faults",              Role.MAKE,     Role.PLUGINS),
            new Rule("/api/queue",               Role.MAKE,     Role.ADMIN),
            new Rule("/api/catalog",             Role.MAKE,     Role.ADMIN),
            new Rule("/api/catalog/outcomes",    Role.ADMIN,    Role.MAKE),      // deleting asks for more
            new Rule("/api/catalog/outcomes/kept", Role.MAKE,   Role.MAKE),
            new Rule("/api/settings",            Role.MAKE,     Role.ADMIN),
            new Rule("/api/trust",               Role.ADMIN,    Role.ADMIN),
            new Rule("/api/users",               Role.ADMIN,    Role.ADMIN),
            new Rule("/api/log",                 Role.ADMIN,    Role.ADMIN),
            new Rule("/api/audit",               Role.ADMIN,    Role.ADMIN),
            new Rule("/sdapi/v1/server-kill",    Role.ADMIN,    Role.ADMIN),
            new Rule("/sdapi/v1/server-restart", Role.ADMIN,    Role.ADMIN),
            new Rule("/sdapi/v1/server-stop",    Role.ADMIN,    Role.ADMIN),
            new Rule("/system/console",          Role.ADMIN,    Role.ADMIN));

    /** The JDK's decoder takes signs for digits, as in {@code %+1}. */
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private Paths() {}

    static Rule rule(String path) {
        return RULES.stream().filter(r -> r.holds(path)).max(Comparator.comparingInt(r -> r.path().length())).orElseThrow();
    }

    /** Whether a request is for a file of the console: a browser asks for some seventy of them a page. */
    static boolean isFile(String method, String path) {
        return READING.contains(method) && (path.startsWith("/panels/") || path.lastIndexOf('/') == 0);
    }

    /**
     * The path that servlets are found by, decoded.
     *
     * @throws Refusal if it, or the method, can be read in more than one way
     */
    static String of(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            throw new Refusal(405, "the method is " + printable(request.getMethod()), "use one of GET, HEAD, POST, PUT, PATCH and DELETE");
        }
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        String raw = request.getRequestURI();
        boolean odd = !path.startsWith("/") || path.contains("//") || path.contains("\\") || path.contains(";") || raw.contains(";")
                || path.chars().anyMatch(c -> c < 32 || c == 127) || List.of(path.split("/")).stream().anyMatch(s -> s.equals(".") || s.equals(".."));
        if (odd) {
            throw new Refusal(400, "the path is " + printable(raw), "write it without //, /../, ; and control characters");
        }
        requireReadable(request.getQueryString());
        return path;
    }

    /**
     * Looks into a query before a servlet does, which would fail.
     *
     * @param query null if there is none
     * @throws Refusal if a {@code %} in it begins no byte, or the bytes are no UTF-8
     */
    static void requireReadable(String query) {
        if (query == null) {
            return;
        }
        try {
            if (BROKEN.matcher(query).find()) {
                throw new IllegalArgumentException("a % begins no byte");
            }
            byte[] bytes = URLDecoder.decode(query.replaceAll("[^ -~]", "?"), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new Refusal(400, "the query cannot be read: " + printable(query), "write % as %25, and letters beyond ASCII as the bytes of UTF-8");
        }
    }

    /** A text of a request's, for a sentence of ours. */
    public static String printable(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
