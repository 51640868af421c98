package mezzotint.catalog.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.store.Importer;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/catalog/connectors} and {@code imports}: a package is sent, what it would change is read, and then it is applied in one step. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/api/catalog/connectors", "/api/catalog/imports", "/api/catalog/imports/*"})
public final class ImportServlet extends HttpServlet {

    private final transient Importer importer;

    @Activate
    public ImportServlet(@Reference Importer importer) {
        this.importer = importer;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (request.getPathInfo() != null) {
                throw Requests.missing(request, "POST to /api/catalog/imports?connector=, then to /api/catalog/imports/ID/apply");
            }
            boolean connectors = request.getServletPath().endsWith("/connectors");
            Json.answer(request, response, connectors ? RowMaps.of(importer.connectors()) : RowMaps.of(importer.done()));
        });
    }

    /** A package for a connector, or {@code ID/apply}. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            List<String> path = Requests.path(request);
            if (path.size() == 2 && path.get(1).equals("apply")) {
                importer.apply(path.get(0), Caller.name(request));
                Json.answer(response, 200, Map.of("applied", path.get(0)));
            } else if (path.isEmpty() && request.getServletPath().endsWith("/imports")) {
                Json.answer(response, 200, RowMaps.of(importer.preview(connector(request), request.getInputStream())));
            } else {
                throw Requests.missing(request, "POST to /api/catalog/imports?connector=, then to /api/catalog/imports/ID/apply");
            }
        });
    }

    private static String connector(HttpServletRequest request) {
        String connector = request.getParameter("connector");
        if (connector == null || connector.isBlank()) {
            throw Problem.invalid("no connector is named", "give ?connector=, one of /api/catalog/connectors");
        }
        return connector;
    }
}
