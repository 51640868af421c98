package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import mezzotint.login.Refusal;

/** What browsers are told to refuse, and what Felix WebConsole may not do. */
final class Protection {

    private static final String WEB_CONSOLE = "/system/console";

    /** A page asks no other host, and runs no script but what the workbench serves. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'";
    /** Felix WebConsole writes its scripts and styles into its pages. */
    private static final String LOOSE =
            "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final Set<String> PAST_THE_INSTALLER = Set.of("install", "update", "uninstall");

    private Protection() {}

    static void headers(String path, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", path.startsWith(WEB_CONSOLE) ? LOOSE : POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** Plugins come in by the installer alone, which checks them. */
    static void webConsole(String path, HttpServletRequest request) {
        if (!path.startsWith(WEB_CONSOLE) || !"POST".equals(request.getMethod())) {
            return;
        }
        String type = request.getContentType();
        boolean upload = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        boolean past = path.startsWith(WEB_CONSOLE + "/bundles") && request.getParameter("action") != null
                && PAST_THE_INSTALLER.contains(request.getParameter("action").toLowerCase(Locale.ROOT));
        if (upload || past) {
            throw new Refusal(403, "Felix WebConsole installs, updates and removes nothing here",
                    "send the jar to POST /api/plugins, or use DELETE /api/plugins/NAME");
        }
    }
}
