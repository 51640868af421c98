package mezzotint.comparator.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Sends what is read without a script: pages, Markdown, tables. */
final class Pages {

    private Pages() {}

    /** Whether a table is asked for: the address ends with {@code .csv}, or {@code Accept} names it and no JSON beside it. */
    static boolean wantsCsv(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Accept");
        String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        return request.getServletPath().endsWith(".csv") || accept.contains("text/csv") && !accept.contains("json");
    }

    /** A table to be kept as a file. */
    static void table(HttpServletResponse response, String file, String text) throws IOException {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        send(response, "text/csv", text);
    }

    static void send(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
