package mezzotint.login;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import mezzotint.plugin.Problem;

/** JSON in and out, and refusals as RFC 9457 wants them. */
final class Answers {

    /** No request for this bundle is larger. */
    private static final int MOST = 1 << 16;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** What a servlet does; what it throws becomes an answer. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private Answers() {}

    static void guarded(HttpServletResponse response, Work work) throws IOException {
        try {
            work.run();
        } catch (Refusal e) {
            send(response, e);
        } catch (Problem e) {
            send(response, e.kind().status(), "This is not possible", e.getMessage(), e.advice());
        }
    }

    static JsonObject object(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST + 1);
        if (body.length > MOST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the request is larger than " + MOST + " bytes", "send less");
        }
        try {
            JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // said below, as for a list
        }
        throw Problem.invalid("the request is no JSON object", "send one, as in {\"name\": \"anna\"}");
    }

    /** A member as text, or null. */
    static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive()) {
            throw Problem.invalid(name + " is " + value, "give a text");
        }
        return value.getAsString();
    }

    static void send(HttpServletResponse response, int status, Object json) throws IOException {
        write(response, status, "application/json", json);
    }

    static void send(HttpServletResponse response, Refusal refusal) throws IOException {
        if (refusal.waitSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refusal.waitSeconds()));
        }
        send(response, refusal.status(), title(refusal.status()), refusal.getMessage(), refusal.advice());
    }

    private static void send(HttpServletResponse response, int status, String title, String detail, String advice) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("advice", advice);
        write(response, status, "application/problem+json", problem);
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "You are not logged in";
            case 403 -> "This is not allowed";
            case 429 -> "This is too much at once";
            default -> "This request is not understood";
        };
    }

    private static void write(HttpServletResponse response, int status, String type, Object json) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(GSON.toJson(json).getBytes(StandardCharsets.UTF_8));
    }
}
