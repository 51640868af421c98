package mezzotint.rest.events;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A listener behind a WebSocket. Jetty wants the class public. */
public final class SocketListener extends Session.Listener.AbstractAutoDemanding implements EventBroadcast.Listener {

    private final EventBroadcast broadcast;
    private final Outbox outbox;
    private boolean sending;

    SocketListener(EventBroadcast broadcast, Outbox outbox) {
        this.broadcast = broadcast;
        this.outbox = outbox;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        broadcast.add(this);
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        broadcast.remove(this);
    }

    /** Browsers close the connection without a close frame. */
    @Override
    public void onWebSocketError(Throwable cause) {
        broadcast.remove(this);
    }

    @Override
    public synchronized void hear(List<Event> events) {
        outbox.add(events);
        if (!sending) {
            sendNext();
        }
    }

    private synchronized void sendNext() {
        Message next = outbox.next();
        sending = next != null;
        if (next == null) {
            return;
        }
        Callback sent = Callback.from(this::sendNext, failure -> broadcast.remove(this));
        if (next.text() != null) {
            getSession().sendText(next.text(), sent);
        } else {
            getSession().sendBinary(ByteBuffer.wrap(next.bytes()), sent);
        }
    }

    @Override
    public void close() {
        getSession().close(StatusCode.SERVICE_RESTART, "the server restarts this part", Callback.NOOP);
    }
}
