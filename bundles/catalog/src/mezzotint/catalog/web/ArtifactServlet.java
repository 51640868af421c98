package mezzotint.catalog.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.catalog.store.StoredCatalog;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/catalog}: artifacts, and what is said of one: facts, prices, benchmarks, scores; all on a day. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog", "/api/catalog/artifacts", "/api/catalog/artifacts/*", "/api/catalog/facts/*", "/api/catalog/prices/*",
        "/api/catalog/benchmarks/*", "/api/catalog/scores/*", "/api/catalog/sources", "/api/catalog/export"})
public final class ArtifactServlet extends HttpServlet {

    private final transient Catalog catalog;
    private final transient StoredCatalog stored;

    @Activate
    public ArtifactServlet(@Reference Catalog catalog, @Reference StoredCatalog stored) {
        this.catalog = catalog;
        this.stored = stored;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getServletPath().equals("/api/catalog/export")) {
                response.setContentType("application/gzip");
                response.setHeader("Content-Disposition", "attachment; filename=\"catalog.json.gz\"");
                stored.export(response.getOutputStream());
            } else {
                Json.answer(request, response, answer(request));
            }
        });
    }

    private Object answer(HttpServletRequest request) {
        LocalDate day = Requests.day(request, "asOf");
        switch (request.getServletPath()) {
            case "/api/catalog":
                return summary(day);
            case "/api/catalog/sources":
                return RowMaps.of(catalog.sources());
            case "/api/catalog/artifacts":
                return request.getPathInfo() == null ? list(request, day) : RowMaps.of(passport(request, day));
            case "/api/catalog/facts":
                return RowMaps.facts(passport(request, day));
            case "/api/catalog/prices":
                Passport sold = passport(request, day);
                return RowMaps.dated(sold, sold.prices());
            case "/api/catalog/benchmarks":
                return RowMaps.of(passport(request, day).benchmarks());
            case "/api/catalog/scores":
                return RowMaps.of(catalog.scores(passport(request, day), Requests.numbers(request, "weights")));
            default:
                throw Requests.missing(request, "look at /api/catalog/artifacts");
        }
    }

    private Map<String, Object> summary(LocalDate day) {
        var types = new TreeMap<String, Integer>();
        List<Artifact> all = catalog.list(ArtifactQuery.all(), day);
        all.forEach(a -> types.merge(a.type(), 1, Integer::sum));
        return Map.of("asOf", day.toString(), "revision", catalog.revision(), "artifacts", all.size(), "types", types);
    }

    private List<Map<String, Object>> list(HttpServletRequest request, LocalDate day) {
        return RowMaps.of(catalog.list(Questions.query(request), day));
    }

    private Passport passport(HttpServletRequest request, LocalDate day) {
        String id = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        return catalog.find(id, day).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there was no artifact called " + id + " on " + day,
                "look for it at /api/catalog/artifacts?search="));
    }
}
