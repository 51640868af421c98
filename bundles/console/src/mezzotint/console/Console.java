package mezzotint.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the shell of the web console at the root, and the page of the API; whatever has a path of its own goes before it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/", "/api"})
public final class Console extends HttpServlet {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
        } else if (page(request).isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Page> page = page(request);
        if (page.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setContentType(page.get().type());
            ETag.send(page.get().bytes(), request, response);
        }
    }

    private static Optional<Page> page(HttpServletRequest request) throws IOException {
        return Page.at(request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse(""));
    }
}
