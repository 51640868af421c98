package mezzotint.rest.sdapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/** An answer other than 200, in the form in which AUTOMATIC1111 gives it, since clients read it. */
final class Refusal extends RuntimeException {

    private final int status;
    private final transient Map<String, Object> body;

    private Refusal(int status, Map<String, Object> body) {
        super(String.valueOf(body));
        this.status = status;
        this.body = body;
    }

    /** What FastAPI's {@code HTTPException} becomes. */
    static Refusal http(int status, String detail) {
        return new Refusal(status, form("HTTPException", detail, ""));
    }

    /** What an exception of A1111's own becomes. */
    static Refusal failure(String error, String message) {
        return new Refusal(500, form(error, "", message));
    }

    /** What Starlette answers where there is no route. */
    static Refusal plain(int status, String detail) {
        return new Refusal(status, Map.of("detail", detail));
    }

    /** What FastAPI answers to fields it cannot take. */
    static Refusal invalid(List<Map<String, Object>> faults) {
        return new Refusal(422, Map.of("detail", faults));
    }

    /** What FastAPI answers where a field is missing. */
    static Refusal missing(String... place) {
        return fault("field required", "value_error.missing", place);
    }

    /** What FastAPI answers to one field that it cannot take, by its place in the body. */
    static Refusal fault(String message, String type, String... place) {
        List<String> where = Stream.concat(Stream.of("body"), Stream.of(place)).toList();
        return invalid(List.of(Map.of("loc", where, "msg", message, "type", type)));
    }

    static Refusal of(Problem problem) {
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

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return body;
    }
}
