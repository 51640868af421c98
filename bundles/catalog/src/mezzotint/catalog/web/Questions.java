package mezzotint.catalog.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.plugin.Problem;

/** What the parameters of a request ask for. */
final class Questions {

    private static final int PAGE = 50;
    private static final int MOST = 1000;

    private Questions() {}

    static ArtifactQuery query(HttpServletRequest request) {
        Integer limit = read(request, "limit", Integer::valueOf, "give a number from 1 to " + MOST);
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Problem.invalid("limit is " + limit, "give a number from 1 to " + MOST);
        }
        return new ArtifactQuery(request.getParameter("search"), words(request, "type"), request.getParameter("vendor"), request.getParameter("task"), truth(request, "free"),
                truth(request, "openWeights"), truth(request, "local"), read(request, "minContext", Long::valueOf, "give a whole number of tokens"),
                read(request, "maxInputPrice", BigDecimal::new, "give US dollars for a million tokens, as in 0.40"), request.getParameter("licence"), words(request, "modality"),
                limit == null ? PAGE : limit, request.getParameter("after"));
    }

    private static Set<String> words(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null || text.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(text.strip().split("\\s*,\\s*")));
    }

    private static Boolean truth(HttpServletRequest request, String name) {
        return read(request, name, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return Boolean.valueOf(text);
        }, "give true or false");
    }

    private static <T> T read(HttpServletRequest request, String name, Function<String, T> reader, String advice) {
        String text = request.getParameter(name);
        try {
            return text == null || text.isBlank() ? null : reader.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name + " is " + text, advice);
        }
    }
}
