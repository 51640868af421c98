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
final class Answers {

    private static final List<String> A1111 = List.of("/sdapi/", "/controlnet/", "/internal/");

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

    /** Runs what comes before a servlet's work; on the paths of AUTOMATIC1111 it is refused in the form that its clients read. */
    static void guarded(HttpServletRequest request, HttpServletResponse response, Json.Work work) throws IOException {
        if (A1111.stream().noneMatch(request.getRequestURI()::startsWith)) {
            guarded(response, work);
            return;
        }
        try {
            work.run();
        } catch (Refusal e) {
            askToWait(response, e);
            Json.answer(response, e.status(), form(e.status() == 401 ? "Incorrect username or password" : e.getMessage() + ": " + e.advice()));
        } catch (Problem e) {
            Json.answer(response, e.kind().status(), form(e.getMessage() + ": " + e.advice()));
        }
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
    static String text(Map<String, Object> object, String name) {
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
    static Map<String, Object> problem(Refusal refusal) {
        return Json.problem(refusal.status(), title(refusal.status()), refusal.getMessage(), refusal.advice());
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
