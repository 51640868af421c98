package mezzotint.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A file of the console, as it is sent. */
record Page(byte[] bytes, String type) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml");

    /** Paths that are no names of files; some containers give the root as nothing. */
    private static final Map<String, String> PAGES = Map.of("", "/index.html", "/", "/index.html", "/api", "/api.html");

    /** Finds the file for a path below the root; only plain names of a known type are looked up. */
    static Optional<Page> at(String path) throws IOException {
        String name = PAGES.getOrDefault(path, path);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("/[a-z]+\\.[a-z]+")) {
            return Optional.empty();
        }
        try (InputStream in = Page.class.getResourceAsStream("/www" + name)) {
            return in == null ? Optional.empty() : Optional.of(new Page(in.readAllBytes(), type));
        }
    }
}
