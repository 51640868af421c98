package mezzotint.comparator.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.comparator.service.ArtifactSearch;
import mezzotint.libs.search.Need;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/catalog/search?q=&without=&limit=} as JSON, or as CSV with {@code .csv} or an {@code Accept} that says so. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/search", "/api/catalog/search.csv"})
public final class SearchServlet extends HttpServlet {

    private static final int USUAL = 10;
    private static final int MOST = 50;
    private static final int SHORTEST = 2;

    private final transient ArtifactSearch search;

    @Activate
    public SearchServlet(@Reference ArtifactSearch search) {
        this.search = search;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String query = Optional.ofNullable(request.getParameter("q")).map(String::strip).orElse("");
            if (query.length() < SHORTEST || query.length() > Need.LONGEST) {
                throw Problem.invalid("q has " + query.length() + " characters", "say in " + SHORTEST + " to " + Need.LONGEST + " what you need");
            }
            Set<String> without = Optional.ofNullable(request.getParameterValues("without")).map(Arrays::asList).map(Set::copyOf).orElse(Set.of());
            Map<String, Object> found = search.search(query, without, limit(request.getParameter("limit")));
            if (Pages.wantsCsv(request, response)) {
                Pages.table(response, "search.csv", SearchCsv.of(found));
            } else {
                Json.answer(request, response, found);
            }
        });
    }

    private static int limit(String text) {
        if (text == null) {
            return USUAL;
        }
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MOST) {
            throw Problem.invalid("limit is " + text, "give a number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }
}
