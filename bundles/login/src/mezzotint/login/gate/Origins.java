package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.login.Refusal;
import org.osgi.framework.BundleContext;

/**
 * Which pages may speak to the workbench. A browser says by which name it was sent here and by whose
 * page; a page of another site, or another name for this machine (DNS rebinding), gets nothing.
 *
 * @param hosts names of this machine besides {@code localhost}
 * @param others origins of other sites' pages that may call, as {@code https://example.org}; {@code *} for all
 */
record Origins(Set<String> hosts, Set<String> others) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Names of headers, separated by commas. */
    private static final String HEADERS = "[\\w!#$%&'*+.^`|~, -]+";
    private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]";

    static Origins of(BundleContext context) {
        return of(context.getProperty("mezzotint.hosts"), context.getProperty("mezzotint.cors"));
    }

    /** As an administrator wrote them, separated by commas or blanks; a port behind a host and a slash behind an origin mean nothing. */
    static Origins of(String hosts, String origins) {
        return new Origins(words(hosts).map(Origins::name).collect(Collectors.toSet()),
                words(origins).map(origin -> origin.replaceFirst("/+$", "")).collect(Collectors.toSet()));
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.of() : Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(w -> !w.isEmpty());
    }

    /** @throws Refusal if the request was sent to a name that is not this machine's, or by a page that may not */
    void check(HttpServletRequest request, boolean loopback) {
        String host = request.getHeader("Host");
        if (host != null && !isOurs(name(host), loopback)) {
            throw new Refusal(403, "the request is for the host " + Paths.printable(host),
                    "use the workbench's own address, or start it with --host-names " + Paths.printable(name(host)));
        }
        if (isForeign(request, host) && !isCross(request)) {
            String by = request.getHeader("Origin");
            throw new Refusal(403, "the request comes from a page of " + (by == null ? "another site" : Paths.printable(by)),
                    "use the workbench's own page, or allow the other with --cors-allow-origins");
        }
    }

    /** An address in numbers cannot be rebound, so it will do where other machines may call. */
    private boolean isOurs(String name, boolean loopback) {
        return LOOPBACK.contains(name) || hosts.contains(name) || !loopback && name.matches(ADDRESS);
    }

    private static String name(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }

    private static boolean isForeign(HttpServletRequest request, String host) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean elsewhere = "cross-site".equals(site) || "same-site".equals(site);
        boolean link = "navigate".equals(request.getHeader("Sec-Fetch-Mode")) && "GET".equals(request.getMethod());
        return elsewhere && !link;
    }

    /** Whether a page of another site sent this, and may. */
    boolean isCross(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && (others.contains("*") || others.contains(origin.toLowerCase(Locale.ROOT)));
    }

    /** Tells the browser that the page may read the answer; with a login only where the page's site is named. */
    void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        boolean named = others.contains(origin.toLowerCase(Locale.ROOT));
        response.setHeader("Access-Control-Allow-Origin", named ? origin : "*");
        response.addHeader("Vary", "Origin, Access-Control-Request-Headers");
        if (named) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
            response.setHeader("Access-Control-Allow-Headers", asked(request));
            response.setHeader("Access-Control-Max-Age", "600");
        }
    }

    /** The headers that the page wants to send: whose page may call may say what it likes. */
    private static String asked(HttpServletRequest request) {
        String asked = request.getHeader("Access-Control-Request-Headers");
        return asked != null && asked.matches(HEADERS) ? asked : "Authorization, Content-Type, Idempotency-Key, If-None-Match";
    }

    static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader("Access-Control-Request-Method") != null;
    }
}
