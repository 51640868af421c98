package mezzotint.comparator.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import mezzotint.comparator.compare.Comparisons;
import mezzotint.comparator.compare.Days;
import mezzotint.comparator.graph.GraphLayout;
import mezzotint.comparator.graph.Neighbourhood;
import mezzotint.comparator.graph.Neighbourhoods;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * What is around an artifact: {@code GET /api/catalog/graph/VENDOR/NAME} as JSON, {@code /graph/VENDOR/NAME} as a page that needs no script, with {@code .svg}
 * behind it as a picture alone, and {@code /agent/graph/..} as Markdown. {@code GET /api/catalog/changes/VENDOR/NAME?since=DAY}: what changed of it; the page tells
 * that too if it is asked since when.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/graph/*", "/api/catalog/changes/*", "/graph/*", "/agent/graph/*"})
public final class GraphServlet extends HttpServlet {

    private static final String PICTURE = ".svg";

    private final transient Neighbourhoods neighbourhoods;
    private final transient Comparisons comparisons;

    @Activate
    public GraphServlet(@Reference Neighbourhoods neighbourhoods, @Reference Comparisons comparisons) {
        this.neighbourhoods = neighbourhoods;
        this.comparisons = comparisons;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String name = String.join("/", Requests.path(request));
            if (name.isEmpty()) {
                throw Problem.invalid("no artifact is named", "end the address with its id, as in openai/gpt-4.1-mini");
            }
            if (request.getServletPath().equals("/api/catalog/changes")) {
                Days days = Days.of(request);
                LocalDate since = days.since().orElseThrow(() -> Problem.invalid("since is missing", "give a day, as in since=2026-06-01"));
                Json.answer(request, response, comparisons.changes(name, days.asOf(), since));
            } else if (request.getParameter("asOf") != null) {
                throw Problem.invalid("asOf is " + request.getParameter("asOf"), "leave it out: what is around an artifact is told of today only");
            } else {
                around(request, response, name);
            }
        });
    }

    private void around(HttpServletRequest request, HttpServletResponse response, String name) throws IOException {
        if (request.getServletPath().startsWith("/api")) {
            Json.answer(request, response, neighbourhoods.of(name).json());
        } else if (request.getServletPath().startsWith("/agent")) {
            NeighbourhoodReport report = report(name, Days.of(request));
            Pages.send(response, "text/markdown", new Markdown().text(report.title(), report.all().asOf(), report.sections()));
        } else if (name.endsWith(PICTURE)) {
            Neighbourhood all = neighbourhoods.of(name.substring(0, name.length() - PICTURE.length()));
            Pages.send(response, "image/svg+xml", new Svg(all, GraphLayout.wide(all)).text());
        } else {
            Pages.send(response, "text/html", new Html().page(report(name, Days.of(request))));
        }
    }

    private NeighbourhoodReport report(String name, Days days) {
        Neighbourhood all = neighbourhoods.of(name);
        return new NeighbourhoodReport(all, days.since().map(since -> comparisons.changes(all.centre().id(), LocalDate.now(), since)).orElse(null));
    }
}
