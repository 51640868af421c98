package mezzotint.catalog.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import mezzotint.catalog.store.StoredCatalog;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Requests;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/catalog/aliases}: lets a name count for an artifact, or for itself, and takes that back. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/catalog/aliases")
public final class AliasServlet extends HttpServlet {

    private final transient StoredCatalog catalog;

    @Activate
    public AliasServlet(@Reference StoredCatalog catalog) {
        this.catalog = catalog;
    }

    /** {@code {"name": "azure/eu/gpt-4.1-mini", "artifact": "openai/gpt-4.1-mini"}}; the name itself in the place of the artifact parts it from what a connector says it is. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Map<String, Object> asked = Json.object(request);
            String name = Requests.text(asked, "name");
            String artifact = Requests.text(asked, "artifact");
            catalog.merge(name, artifact, Caller.name(request));
            Json.answer(response, 200, Map.of("name", name, "artifact", artifact));
        });
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            String name = request.getParameter("name");
            if (name == null || name.isBlank()) {
                throw Problem.invalid("no name is given", "give ?name=");
            }
            catalog.unmerge(name, Caller.name(request));
            Json.answer(response, 200, Map.of("name", name));
        });
    }
}
