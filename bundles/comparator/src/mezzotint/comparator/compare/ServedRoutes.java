package mezzotint.comparator.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The routes that servlets of this workbench answer now. For several threads. */
final class ServedRoutes {

    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

    private final BundleContext context;

    ServedRoutes(BundleContext context) {
        this.context = context;
    }

    /** @param route as in {@code GET /api/jobs/{id}} */
    boolean has(String route) {
        String path = route.substring(route.indexOf(' ') + 1);
        return patterns().stream().anyMatch(pattern -> pattern.endsWith("/*") ? (path + "/").startsWith(pattern.substring(0, pattern.length() - 1)) : path.equals(pattern));
    }

    private List<String> patterns() {
        try {
            var found = context.getAllServiceReferences(null, "(" + PATTERN + "=*)");
            return found == null ? List.of() : Arrays.stream(found).map(service -> service.getProperty(PATTERN))
                    .flatMap(pattern -> pattern instanceof String[] many ? Arrays.stream(many) : Stream.of(String.valueOf(pattern))).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
