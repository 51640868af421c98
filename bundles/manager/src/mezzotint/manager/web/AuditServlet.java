package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/audit?limit=}: the newest entries of the audit log, and whether it is whole. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/audit")
public final class AuditServlet extends HttpServlet {

    private static final int MOST = 10_000;

    private final transient Audit audit;

    @Activate
    public AuditServlet(@Reference Audit audit) {
        this.audit = audit;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            int limit = limit(Objects.requireNonNullElse(request.getParameter("limit"), "100"));
            var view = new LinkedHashMap<String, Object>();
            Optional<String> damage = audit.damage();
            view.put("whole", damage.isEmpty());
            damage.ifPresent(words -> view.put("damage", words));
            view.put("entries", audit.list(limit).stream().map(AuditServlet::view).toList());
            Json.answer(response, 200, view);
        });
    }

    private static Map<String, Object> view(Audit.Entry entry) {
        var view = new LinkedHashMap<String, Object>();
        view.put("when", entry.when().toString());
        view.put("by", entry.by());
        view.put("action", entry.action());
        view.put("subject", entry.subject());
        view.put("origin", entry.origin());
        view.put("detail", entry.detail());
        return view;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.invalid("limit is " + text, "give a whole number from 1 to " + MOST);
    }
}
