package mezzotint.libs.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** JSON in and out of servlets, and problems as RFC 9457 wants them. */
public final class Json {

    /** No request of ours is larger. */
    private static final int LIMIT = 1 << 20;
    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping().create();

    /** What a servlet does; what it throws becomes an answer. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    private Json() {}

    public static String text(Object value) {
        return GSON.toJson(value);
    }

    /**
     * The object that a request carries.
     *
     * @throws Problem of kind {@code INVALID} or {@code TOO_LARGE}
     */
    public static Map<String, Object> object(HttpServletRequest request) throws IOException {
        return object(parse(body(request)));
    }

    /** @throws Problem of kind {@code INVALID} if the value is no object */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object value) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Problem.invalid("the request is no JSON object: " + value, "send one, as in {\"prompt\": \"a cat\"}");
        }
        return (Map<String, Object>) map;
    }

    /** @throws Problem of kind {@code TOO_LARGE} */
    public static byte[] body(HttpServletRequest request) throws IOException {
        return body(request, LIMIT);
    }

    /**
     * @param limit bytes of the largest body that is read
     * @throws Problem of kind {@code TOO_LARGE}
     */
    public static byte[] body(HttpServletRequest request, int limit) throws IOException {
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the request is larger than " + limit + " bytes", "send less");
        }
        return body;
    }

    /** @throws Problem of kind {@code INVALID} */
    public static Object parse(byte[] body) {
        try {
            return GSON.fromJson(new String(body, StandardCharsets.UTF_8), Object.class);
        } catch (JsonParseException e) {
            throw new Problem(Problem.Kind.INVALID, "the request is no JSON: " + e.getMessage(), "send an object, as in {\"prompt\": \"a cat\"}", e);
        }
    }

    public static void answer(HttpServletResponse response, int status, Object value) throws IOException {
        send(response, status, "application/json", value);
    }

    /** Answers with a value, or that it is as the client knows it already. */
    public static void answer(HttpServletRequest request, HttpServletResponse response, Object value) throws IOException {
        byte[] body = text(value).getBytes(StandardCharsets.UTF_8);
        var sum = new CRC32C();
        sum.update(body);
        String tag = "W/\"" + Long.toHexString(sum.getValue()) + "-" + body.length + "\"";
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
        } else {
            send(response, 200, "application/json", body);
        }
    }

    /** Runs a servlet's work, and answers with what went wrong in it. */
    public static void guarded(HttpServletResponse response, Work work) throws IOException {
        try {
            work.run();
        } catch (Problem e) {
            send(response, e.kind().status(), "application/problem+json", problem(e));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Json.class).warn("a request failed", e);
            var unforeseen = new Problem(Problem.Kind.INTERNAL, "the request failed: " + e, "look into the log", e);
            send(response, 500, "application/problem+json", problem(unforeseen));
        }
    }

    public static Map<String, Object> problem(Problem problem) {
        return problem(problem.kind().status(), title(problem.kind()), problem.getMessage(), problem.advice());
    }

    /** A problem as RFC 9457 has it, with one field more: {@code advice}. */
    public static Map<String, Object> problem(int status, String title, String detail, String advice) {
        var out = new LinkedHashMap<String, Object>();
        out.put("type", "about:blank");
        out.put("title", title);
        out.put("status", status);
        out.put("detail", detail);
        out.put("advice", advice);
        return out;
    }

    private static String title(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> "This cannot be done as asked";
            case FORBIDDEN -> "This is not allowed";
            case MISSING -> "There is no such thing";
            case CONFLICT -> "This is not possible now";
            case TOO_LARGE -> "This is too large";
            case BUSY -> "There is too much to do";
            case INTERNAL -> "Something went wrong";
            case UNSUPPORTED -> "Nothing here can do this";
            case TIMEOUT -> "This took too long";
        };
    }

    private static void send(HttpServletResponse response, int status, String type, Object value) throws IOException {
        send(response, status, type, text(value).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(body);
    }
}
