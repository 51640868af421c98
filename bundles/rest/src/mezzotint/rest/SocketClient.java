package mezzotint.rest;

import java.util.function.Predicate;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A listener behind a WebSocket. Jetty wants the class public. */
public final class SocketClient extends Session.Listener.AbstractAutoDemanding implements EventsServlet.Client {

    private final EventsServlet events;
    private final Predicate<String> owners;
    private final Outbox outbox = new Outbox();

    SocketClient(EventsServlet events, Predicate<String> owners) {
        this.events = events;
        this.owners = owners;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        events.add(this);
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        events.remove(this);
    }

    @Override
    public boolean hears(String owner) {
        return owners.test(owner);
    }

    @Override
    public void send(String message) {
        write(outbox.offer(message));
    }

    private void write(String message) {
        if (message != null) {
            getSession().sendText(message, Callback.from(() -> write(outbox.next()), failure -> events.remove(this)));
        }
    }

    @Override
    public void close() {
        getSession().close(StatusCode.SERVICE_RESTART, "the server restarts this part", Callback.NOOP);
    }
}
