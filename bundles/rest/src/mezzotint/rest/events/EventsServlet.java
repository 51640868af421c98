package mezzotint.rest.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;
import mezzotint.libs.web.Json;
import mezzotint.libs.web.Ownership;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/events}: what happens, as it happens; a WebSocket where the client asks for one, else server-sent events. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/events")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends HttpServlet {

    private final transient EventBroadcast broadcast;

    @Activate
    public EventsServlet(@Reference EventBroadcast broadcast) {
        this.broadcast = broadcast;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.guarded(response, () -> {
            boolean socket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
            var outbox = new Outbox(PreviewForm.of(request.getParameter("previews"), socket), owners(request));
            if (socket) {
                JettyWebSocketServerContainer.getContainer(getServletContext())
                        .upgrade((rq, rs) -> new SocketListener(broadcast, outbox), request, response);
            } else {
                stream(request, response, outbox);
            }
        });
    }

    /** Whose events the listener may hear. It is decided now, since the connection outlives the request. */
    private static Predicate<String> owners(HttpServletRequest request) {
        String name = Ownership.of(request);
        boolean all = Ownership.mayChange(request, "");
        return owner -> all || owner.equals(name);
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Outbox outbox) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        broadcast.add(new StreamListener(async, broadcast, outbox));
    }
}
