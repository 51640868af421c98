package mezzotint.rest.sdapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** Answers as AUTOMATIC1111 gives them: JSON with its nulls, the time they took, and its forms of errors. */
final class Reply {

    /** Of a request: a few pictures as base64. */
    private static final int LIMIT = 128 << 20;
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** What a route does; it returns what is sent as JSON. */
    @FunctionalInterface
    interface Route {
        Object answer() throws IOException;
    }

    private Reply() {}

    static String text(Object value) {
        return GSON.toJson(value);
    }

    /** @throws Refusal as FastAPI refuses what is no JSON object */
    static Map<String, Object> body(HttpServletRequest request) throws IOException {
        try {
            return Json.object(request, LIMIT);
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                throw e;
            }
            throw Refusal.invalid(List.of(Map.of("loc", List.of("body"), "msg", e.getMessage(), "type", "value_error.jsondecode")));
        }
    }

    /** Takes a body that says nothing; left unread it would cost the client its connection. */
    static void ignoreBody(HttpServletRequest request) throws IOException {
        request.getInputStream().readNBytes(LIMIT);
    }

    /** Answers with what a route returns, or with what went wrong in it. */
    static void send(HttpServletResponse response, Route route) throws IOException {
        send(response, System.nanoTime(), route);
    }

    /** @param start when the request came, by {@link System#nanoTime} */
    static void send(HttpServletResponse response, long start, Route route) throws IOException {
        int status = 200;
        Object value;
        try {
            value = route.answer();
        } catch (RuntimeException e) {
            Refusal refusal = refusal(e);
            status = refusal.status();
            value = refusal.body();
        }
        write(response, status, value, System.nanoTime() - start);
    }

    static void write(HttpServletResponse response, int status, Object value, long nanoseconds) throws IOException {
        response.setStatus(status);
        response.setHeader("X-Process-Time", String.format(Locale.ROOT, "%.4f", nanoseconds / 1e9));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        byte[] json = text(value).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    static Refusal refusal(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return refusal(failure.getCause());
        }
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof Problem problem) {
            return Refusal.of(problem);
        }
        LoggerFactory.getLogger(Reply.class).warn("a request failed", failure);
        return Refusal.failure(failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()));
    }
}
