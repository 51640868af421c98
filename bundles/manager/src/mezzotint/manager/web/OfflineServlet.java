package mezzotint.manager.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import mezzotint.libs.web.Caller;
import mezzotint.libs.web.Json;
import mezzotint.plugin.Problem;
import mezzotint.trust.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/settings/offline}: GET and PUT of {@code {"offline": true}}, the switch of the network. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/settings/offline")
public final class OfflineServlet extends HttpServlet {

    private final transient Network network;

    @Activate
    public OfflineServlet(@Reference Network network) {
        this.network = network;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> Json.answer(response, 200, view()));
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            if (!(Json.object(request).get("offline") instanceof Boolean offline)) {
                throw Problem.invalid("offline is neither true nor false", "send {\"offline\": true} or {\"offline\": false}");
            }
            network.setOffline(offline, Caller.name(request));
            Json.answer(response, 200, view());
        });
    }

    private Map<String, Object> view() {
        return Map.of("offline", network.offline());
    }
}
