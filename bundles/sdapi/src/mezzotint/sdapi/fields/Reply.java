package mezzotint.sdapi.fields;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** Answers as AUTOMATIC1111 gives them: JSON with its nulls, the time they took, and its forms of errors. */
public final class Reply {

    /** Of a request: a few pictures as base64. */
    private static final int LIMIT = 128 << 20;
    private static final int MOST_NOTES = 20;
    private static final int BUFFER = 1 << 15;
    /** Bytes are written as base64, one picture at a time. */
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().registerTypeAdapter(byte[].class,
            (JsonSerializer<byte[]>) (bytes, type, context) -> new JsonPrimitive(Base64.getEncoder().encodeToString(bytes))).create();

    /** What a route does; it returns what is sent as JSON. */
    @FunctionalInterface
    public interface Route {
        Object answer() throws IOException;
    }

    private Reply() {}

    public static String text(Object value) {
        return GSON.toJson(value);
    }

    /** @throws ErrorReply as FastAPI refuses what is no JSON object, or nothing at all */
    public static Map<String, Object> body(HttpServletRequest request) throws IOException {
        return body(request, LIMIT);
    }

    /** @param limit bytes of the largest body that is read */
    public static Map<String, Object> body(HttpServletRequest request, int limit) throws IOException {
        try {
            Object json = Json.parse(Json.body(request, limit));
            if (json == null) {
                throw ErrorReply.missing();
            }
            return Json.object(json);
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.INVALID) {
                ignoreBody(request);
                throw e;
            }
            throw ErrorReply.invalid(List.of(Map.of("loc", List.of("body"), "msg", e.getMessage(), "type", "value_error.jsondecode")));
        }
    }

    /** Takes a body that says nothing; left unread it would cost the client its connection. */
    public static void ignoreBody(HttpServletRequest request) throws IOException {
        request.getInputStream().readNBytes(LIMIT);
    }

    /** Answers with what a route returns, or with what went wrong in it. */
    public static void send(HttpServletResponse response, Route route) throws IOException {
        send(response, System.nanoTime(), route);
    }

    /** @param start when the request came, by {@link System#nanoTime} */
    public static void send(HttpServletResponse response, long start, Route route) throws IOException {
        int status = 200;
        Object value;
        try {
            value = route.answer();
        } catch (RuntimeException e) {
            ErrorReply error = error(e);
            status = error.status();
            value = error.body();
        }
        write(response, status, value, System.nanoTime() - start);
    }

    /** Answers that a path has no such method. */
    public static void notAllowed(HttpServletResponse response) throws IOException {
        write(response, 405, Map.of("detail", "Method Not Allowed"), 0);
    }

    public static void write(HttpServletResponse response, int status, Object value, long nanoseconds) throws IOException {
        response.setStatus(status);
        response.setHeader("X-Process-Time", String.format(Locale.ROOT, "%.4f", nanoseconds / 1e9));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), BUFFER);
        try {
            GSON.toJson(value, out);
        } catch (JsonIOException e) {
            throw e.getCause() instanceof IOException ? (IOException) e.getCause() : new IOException(e);
        }
        out.flush();
    }

    /** Tells in the log what was understood otherwise than it was said, and gives back as much of it as an answer should hold. */
    public static List<String> logged(List<String> notes, String kind, String owner) {
        List<String> some = notes.stream().distinct().limit(MOST_NOTES).toList();
        some.forEach(note -> LoggerFactory.getLogger(Reply.class).info("{} of {}: {}", kind, owner, note.replaceAll("\\p{Cntrl}+", " ")));
        return some;
    }

    public static ErrorReply error(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return error(failure.getCause());
        }
        if (failure instanceof ErrorReply error) {
            return error;
        }
        if (failure instanceof Problem problem) {
            return ErrorReply.of(problem);
        }
        LoggerFactory.getLogger(Reply.class).warn("a request failed", failure);
        return ErrorReply.failure(failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()));
    }
}
