package mezzotint.sdapi.fields;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/** An answer other than 200, in the form in which AUTOMATIC1111 gives it, since clients read it. */
public final class ErrorReply extends RuntimeException {

    private final int status;
    private final transient Map<String, Object> body;

    private ErrorReply(int status, Map<String, Object> body) {
        super(String.valueOf(body));
        this.status = status;
        this.body = body;
    }

    /** What FastAPI's {@code HTTPException} becomes. */
    public static ErrorReply http(int status, String detail) {
        return new ErrorReply(status, form("HTTPException", detail, ""));
    }

    /** What an exception of A1111's own becomes. */
    static ErrorReply failure(String error, String message) {
        return new ErrorReply(500, form(error, "", message));
    }

    /** What Starlette answers where there is no route. */
    public static ErrorReply plain(int status, String detail) {
        return new ErrorReply(status, Map.of("detail", detail));
    }

    /** What FastAPI answers to fields it cannot take. */
    static ErrorReply invalid(List<Map<String, Object>> faults) {
        return new ErrorReply(422, Map.of("detail", faults));
    }

    /** What FastAPI answers where a field is missing. */
    public static ErrorReply missing(String... place) {
        return fault("field required", "value_error.missing", place);
    }

    /** What FastAPI answers to one field that it cannot take, by its place in the body. */
    public static ErrorReply fault(String message, String type, String... place) {
        List<String> where = Stream.concat(Stream.of("body"), Stream.of(place)).toList();
        return invalid(List.of(Map.of("loc", where, "msg", message, "type", type)));
    }

    static ErrorReply of(Problem problem) {
        return http(problem.kind().status(), problem.getMessage() + ": " + problem.advice());
    }

    private static Map<String, Object> form(String error, String detail, String errors) {
        var out = new LinkedHashMap<String, Object>();
        out.put("error", error);
        out.put("detail", detail);
        out.put("body", "");
        out.put("errors", errors);
        return out;
    }

    public int status() {
        return status;
    }

    public Map<String, Object> body() {
        return body;
    }
}
