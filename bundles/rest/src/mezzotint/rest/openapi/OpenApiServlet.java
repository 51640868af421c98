package mezzotint.rest.openapi;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mezzotint.libs.web.Json;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/openapi.json}: the routes that are there now, described as OpenAPI 3.1. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/openapi.json")
public final class OpenApiServlet extends HttpServlet {

    private final transient BundleContext context;

    @Activate
    public OpenApiServlet(BundleContext context) {
        this.context = context;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> Json.answer(request, response, ApiDescription.of(context)));
    }
}
