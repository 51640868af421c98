package mezzotint.rest.log;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.rest.ListPage;
import mezzotint.libs.web.Ownership;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/log?lines=&level=}: the last entries of the workbench's log, oldest first, for administrators. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/log")
public final class LogServlet extends HttpServlet {

    private static final int USUAL = 200;
    private static final int MOST = 2000;

    private final transient Path file;

    @Activate
    public LogServlet(BundleContext context) {
        this.file = Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("log/mezzotint.log");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            Ownership.checkAdministers(request, "read the log");
            String level = Objects.requireNonNullElse(request.getParameter("level"), "debug").toUpperCase(Locale.ROOT);
            if (!LogTail.LEVELS.contains(level)) {
                throw Problem.invalid("level is " + request.getParameter("level"), "choose among debug, info, warn and error");
            }
            List<LogTail.Entry> entries = LogTail.of(file, level, ListPage.number(request, "lines", USUAL, MOST));
            Json.answer(request, response, Map.of("entries", entries, "file", file.toString()));
        });
    }
}
