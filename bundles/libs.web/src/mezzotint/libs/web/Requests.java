package mezzotint.libs.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;

/** What requests ask for. */
public final class Requests {

    private Requests() {}

    /** The parts of the path behind the servlet's own. */
    public static List<String> path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null || info.equals("/") ? List.of() : List.of(info.substring(1).split("/"));
    }

    /** That nothing is done for such a method at such a path. */
    public static Problem missing(HttpServletRequest request, String advice) {
        return new Problem(Problem.Kind.MISSING, "there is no " + request.getMethod() + " " + request.getRequestURI(), advice);
    }

    /**
     * A text that an object has to have, without the blanks around it.
     *
     * @throws Problem of kind {@code INVALID}
     */
    public static String text(Map<String, Object> object, String field) {
        if (object.get(field) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw Problem.invalid(field + " is " + (object.containsKey(field) ? object.get(field) : "missing"), "send it as a text");
    }

    /**
     * A text that is kept.
     *
     * @param field what it is called in the sentence
     * @param most characters
     * @throws Problem of kind {@code INVALID} if it is longer, or has control characters in it
     */
    public static String kept(String text, String field, int most) {
        if (text.length() > most) {
            throw Problem.invalid(field + " has " + text.length() + " characters", "give up to " + most);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid(field + " has line breaks or other control characters in it", "give one line");
        }
        return text;
    }
}
