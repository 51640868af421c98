package mezzotint.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import mezzotint.image.Png;
import mezzotint.libs.web.Json;
import mezzotint.manage.Installer;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/events}: what happens, as it happens; a WebSocket where the client asks for one, else server-sent events. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/events")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends HttpServlet {

    /** Someone who listens. */
    interface Client {

        void send(String message);

        /** Whether it may hear of a job of that owner. */
        boolean hears(String owner);

        void close();
    }

    private final transient Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final transient BundleContext context;
    private final transient AutoCloseable listening;
    private final transient BundleListener bundles = this::bundleChanged;
    private transient AutoCloseable changes;

    @Activate
    public EventsServlet(BundleContext context, @Reference Jobs jobs) {
        this.context = context;
        this.listening = jobs.listen(this::jobChanged);
        context.addBundleListener(bundles);
    }

    /** The manager may come and go; connections stay. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindInstaller(Installer installer) {
        changes = installer.listen(change -> send(Map.of("type", "change", "change", Map.of("id", change.id(),
                "state", change.state().name().toLowerCase(Locale.ROOT), "by", change.by(), "words", change.plan().words()))));
    }

    synchronized void unbindInstaller(Installer installer) throws Exception {
        changes.close();
    }

    /** Connections hold this bundle's classes, so they are closed with it. */
    @Deactivate
    void close() throws Exception {
        listening.close();
        context.removeBundleListener(bundles);
        clients.forEach(Client::close);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            JettyWebSocketServerContainer.getContainer(getServletContext()).upgrade((rq, rs) -> new SocketClient(this, hears(request)), request, response);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        add(new StreamClient(async, this, hears(request)));
    }

    /** What is asked of a request while it is there, and not of the connection that stays. */
    private static Predicate<String> hears(HttpServletRequest request) {
        String name = Owners.of(request);
        boolean all = Owners.mayChange(request, "");
        return owner -> all || owner.equals(name);
    }

    void add(Client client) {
        clients.add(client);
        client.send(Json.text(Map.of("type", "hello")));
    }

    void remove(Client client) {
        clients.remove(client);
    }

    private void jobChanged(Job job) {
        if (clients.isEmpty()) {
            return;
        }
        send(job, Map.of("type", "job", "job", Views.job(job)));
        job.progress().preview().ifPresent(image -> send(job, Map.of("type", "preview", "job", job.id(),
                "image", "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(image)))));
    }

    private void bundleChanged(BundleEvent event) {
        int settled = BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UNINSTALLED | BundleEvent.UPDATED;
        if ((event.getType() & settled) != 0) {
            send(Map.of("type", "plugins"));
        }
    }

    private void send(Job job, Map<String, ?> message) {
        String text = Json.text(message);
        clients.stream().filter(client -> client.hears(job.owner())).forEach(client -> client.send(text));
    }

    private void send(Map<String, ?> message) {
        String text = Json.text(message);
        clients.forEach(c -> c.send(text));
    }
}
