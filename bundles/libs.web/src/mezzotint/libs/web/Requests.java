package mezzotint.libs.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
     * A day that a parameter names, as in {@code asOf=2026-07-23}; today if it is not there.
     *
     * @throws Problem of kind {@code INVALID}
     */
    public static LocalDate day(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        try {
            return text == null || text.isBlank() ? LocalDate.now() : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Problem(Problem.Kind.INVALID, name + " is " + text, "give a day, as in 2026-07-23", e);
        }
    }

    /**
     * Numbers from 0 by their names, as in {@code weights=adoption:0.3,quality:0}; none if the parameter is not there.
     *
     * @throws Problem of kind {@code INVALID}
     */
    public static Map<String, Double> numbers(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        var numbers = new TreeMap<String, Double>();
        for (String pair : text == null || text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*")) {
            String[] parts = pair.split(":", -1);
            if (parts.length != 2 || parts[0].isBlank() || !parts[1].matches("\\d{1,6}(\\.\\d{1,6})?|\\.\\d{1,6}")) {
                throw Problem.invalid(name + " has " + pair + " in it", "give pairs with numbers from 0, as in " + name + "=adoption:0.3,quality:0");
            }
            numbers.put(parts[0], Double.valueOf(parts[1]));
        }
        return numbers;
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
