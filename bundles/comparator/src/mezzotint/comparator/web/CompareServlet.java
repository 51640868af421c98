package mezzotint.comparator.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.comparator.compare.Comparisons;
import mezzotint.comparator.compare.Days;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/catalog/compare?artifact=&artifact=} as JSON, or as CSV with {@code .csv} or an {@code Accept} that says so; {@code /compare/VENDOR/NAME/VENDOR/NAME} as a page that needs no script; {@code /agent/compare/..} as
 * Markdown.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/compare", "/api/catalog/compare.csv", "/compare/*", "/agent/compare/*"})
public final class CompareServlet extends HttpServlet {

    private final transient Comparisons comparisons;

    @Activate
    public CompareServlet(@Reference Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            boolean api = request.getServletPath().startsWith("/api");
            Map<String, Object> comparison = comparisons.of(api ? named(request) : inPath(Requests.path(request)), Days.of(request), Requests.numbers(request, "weights"));
            if (api && Pages.wantsCsv(request, response)) {
                Pages.table(response, "comparison.csv", ComparisonCsv.of(comparison));
            } else if (api) {
                Json.answer(request, response, comparison);
            } else if (request.getServletPath().startsWith("/agent")) {
                Pages.send(response, "text/markdown", markdown(new Report(comparison)));
            } else {
                Pages.send(response, "text/html", new Html().page(new Report(comparison)));
            }
        });
    }

    private static String markdown(Report report) {
        return new Markdown().text(report.title(), report.asOf(), report.sections());
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
}
