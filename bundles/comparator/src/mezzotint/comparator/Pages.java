package mezzotint.comparator;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends what is read without a script: pages and Markdown. */
final class Pages {

    private Pages() {}

    static void send(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
