package mezzotint.login;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;

/** What requests carry, and how they are refused. */
final class Answers {

    private Answers() {}

    /** Runs a servlet's work, and answers with what went wrong in it. */
    static void guarded(HttpServletResponse response, Json.Work work) throws IOException {
        Json.guarded(response, () -> {
            try {
                work.run();
            } catch (Refusal e) {
                refuse(response, e);
            }
        });
    }

    /** A member of an object as text, or null. */
    static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        if (value == null || value instanceof String || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        throw Problem.invalid(name + " is no text", "give one");
    }

    private static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        if (refusal.waitSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refusal.waitSeconds()));
        }
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title(refusal.status()));
        problem.put("status", refusal.status());
        problem.put("detail", refusal.getMessage());
        problem.put("advice", refusal.advice());
        Json.answer(response, refusal.status(), problem);
        response.setContentType("application/problem+json");
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "You are not logged in";
            case 403 -> "This is not allowed";
            case 429 -> "This is too much at once";
            default -> "This request is not understood";
        };
    }
}
