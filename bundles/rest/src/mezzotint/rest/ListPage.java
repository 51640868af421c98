package mezzotint.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import mezzotint.plugin.Problem;

/** A part of a long list: {@code limit} says how long, {@code before} the id after which it begins; the header {@code Link} leads to the next. */
public final class ListPage {

    private static final int MOST = 1000;

    private ListPage() {}

    /** The part that a request wants, with the link to the next in the answer. */
    public static <T> List<T> of(List<T> all, Function<T, String> id, int usual, HttpServletRequest request, HttpServletResponse response) {
        int limit = number(request, "limit", usual, MOST);
        String before = request.getParameter("before");
        int from = 0;
        if (before != null) {
            from = 1 + all.stream().map(id).toList().indexOf(before);
            if (from == 0) {
                throw new Problem(Problem.Kind.MISSING, "before is " + before + ", which is not in the list", "give the id of the last one you have");
            }
        }
        List<T> page = all.subList(from, Math.min(all.size(), from + limit));
        if (from + limit < all.size()) {
            response.setHeader("Link", "<" + request.getRequestURI() + "?" + query(request) + "before=" + id.apply(page.get(limit - 1)) + ">; rel=\"next\"");
        }
        response.setHeader("X-Total-Count", String.valueOf(all.size()));
        return page;
    }

    private static String query(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream().filter(e -> !e.getKey().equals("before"))
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()[0]) + "&").sorted().collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A parameter that is a whole number from 1 on. */
    public static int number(HttpServletRequest request, String name, int otherwise, int most) {
        String text = request.getParameter(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw Problem.invalid(name + " is " + text, "give a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }
}
