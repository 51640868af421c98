package mezzotint.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the shell of the web console at the root, and the page of the API; whatever has a path of its own goes before it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/", "/api"})
public final class Console extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String inside = Optional.ofNullable(request.getPathInfo()).orElse("");
        Optional<Page> page = Page.at(request.getServletPath() + inside);
        if (page.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            send(page.get(), request.getHeader("If-None-Match"), response);
        }
    }

    private static void send(Page page, String known, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", page.tag());
        response.setHeader("Cache-Control", "no-cache"); // kept, but asked about: a new version shows at once
        if (page.tag().equals(known)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(page.type());
        response.setContentLength(page.bytes().length);
        response.getOutputStream().write(page.bytes());
    }
}
