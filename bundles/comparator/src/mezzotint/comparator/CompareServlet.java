package mezzotint.comparator;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.comparator.service.ArtifactComparison;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/catalog/compare?artifact=&artifact=} as JSON; {@code /compare/VENDOR/NAME/VENDOR/NAME} as a page that needs no script; {@code /agent/compare/..} as
 * Markdown.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/compare", "/compare/*", "/agent/compare/*"})
public final class CompareServlet extends HttpServlet {

    private static final String WEIGHT = "weight.";

    private final transient ArtifactComparison comparisons;

    @Activate
    public CompareServlet(@Reference ArtifactComparison comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            boolean api = request.getServletPath().startsWith("/api");
            Map<String, Object> comparison = comparisons.of(api ? named(request) : inPath(Requests.path(request)), day(request), weights(request));
            if (api) {
                Json.answer(request, response, comparison);
            } else if (request.getServletPath().startsWith("/agent")) {
                send(response, "text/markdown", new Markdown().text(new Report(comparison)));
            } else {
                send(response, "text/html", new Html().page(new Report(comparison)));
            }
        });
    }

    private static void send(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> named(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameterValues("artifact")).map(List::of).orElse(List.of());
    }

    /** Ids have one slash each. */
    private static List<String> inPath(List<String> parts) {
        var out = new ArrayList<String>();
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            out.add(parts.get(i) + "/" + parts.get(i + 1));
        }
        if (parts.size() % 2 != 0) {
            throw Problem.invalid("the address ends within the name of an artifact: " + parts.get(parts.size() - 1), "name each as vendor/name");
        }
        return out;
    }

    private static LocalDate day(HttpServletRequest request) {
        String day = request.getParameter("asOf");
        try {
            return day == null ? LocalDate.now() : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new Problem(Problem.Kind.INVALID, "asOf is " + day, "write a day as 2026-11-30", e);
        }
    }

    private static Map<String, Double> weights(HttpServletRequest request) {
        var out = new TreeMap<String, Double>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(WEIGHT)) {
                out.put(name.substring(WEIGHT.length()), weight(name, values[0]));
            }
        });
        return out;
    }

    private static double weight(String name, String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
            throw Problem.invalid(name + " is " + text, "give a number from 0 on");
        }
        return Double.parseDouble(text);
    }
}
