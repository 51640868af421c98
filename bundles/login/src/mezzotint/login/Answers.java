package mezzotint.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;

/** What requests carry, and how they are refused. */
public final class Answers {

    private static final List<String> A1111 = List.of("/sdapi/", "/controlnet/", "/internal/");

    private Answers() {}

    /** Runs a servlet's work, and answers with what went wrong in it. */
    public static void guarded(HttpServletResponse response, Json.Work work) throws IOException {
        Json.guarded(response, () -> {
            try {
                work.run();
            } catch (Refusal e) {
                refuse(response, e);
            }
        });
    }

    /** Runs what comes before a servlet's work; on the paths of AUTOMATIC1111 it is refused in the form that its clients read. */
    public static void guarded(HttpServletRequest request, HttpServletResponse response, Json.Work work) throws IOException {
        if (!isA1111(request)) {
            guarded(response, work);
            return;
        }
        try {
            work.run();
        } catch (Refusal e) {
            askToWait(response, e);
            Json.answer(response, e.status(), form(detail(request, e)));
        } catch (Problem e) {
            Json.answer(response, e.kind().status(), form(e.getMessage() + ": " + e.advice()));
        }
    }

    /** Clients know the two sentences of A1111 about a login. */
    private static String detail(HttpServletRequest request, Refusal refusal) {
        if (refusal.status() != HttpServletResponse.SC_UNAUTHORIZED) {
            return refusal.getMessage() + ": " + refusal.advice();
        }
        return request.getHeader("Authorization") == null ? "Not authenticated" : "Incorrect username or password";
    }

    private static boolean isA1111(HttpServletRequest request) {
        return A1111.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    /** Whether a browser asks for something to show. */
    public static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return "GET".equals(request.getMethod()) && accept != null && accept.contains("text/html") && !request.getRequestURI().startsWith("/api/");
    }

    /** Whether a program asks outside of our own API: one that was written for A1111, where extensions have paths of any name. */
    public static boolean isProgram(HttpServletRequest request) {
        return isA1111(request) || !request.getRequestURI().startsWith("/api/") && request.getHeader("Sec-Fetch-Mode") == null && !isPage(request);
    }

    /** What FastAPI says where nothing serves a path, or not with this method. */
    public static Map<String, Object> missing(int status) {
        return Map.of("detail", status == HttpServletResponse.SC_NOT_FOUND ? "Not Found" : "Method Not Allowed");
    }

    /** What FastAPI's {@code HTTPException} becomes there. */
    private static Map<String, Object> form(String detail) {
        var form = new LinkedHashMap<String, Object>();
        form.put("error", "HTTPException");
        form.put("detail", detail);
        form.put("body", "");
        form.put("errors", "");
        return form;
    }

    private static void askToWait(HttpServletResponse response, Refusal refusal) {
        if (refusal.waitSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refusal.waitSeconds()));
        }
    }

    /** A member of an object as text, or null. */
    public static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        if (value == null || value instanceof String || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        throw Problem.invalid(name + " is no text", "give one");
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        askToWait(response, refusal);
        Json.answer(response, refusal.status(), problem(refusal));
        response.setContentType("application/problem+json");
    }

    /** As RFC 9457 has it. */
    public static Map<String, Object> problem(Refusal refusal) {
        return Json.problem(refusal.status(), title(refusal.status()), refusal.getMessage(), refusal.advice());
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "You are not logged in";
            case 403 -> "This is not allowed";
            case 404 -> "There is no such thing";
            case 405 -> "This cannot be done there";
            case 429 -> "This is too much at once";
            case 500 -> "Something went wrong";
            case 503 -> "The workbench is not ready";
            default -> "This request is not understood";
        };
    }
}
