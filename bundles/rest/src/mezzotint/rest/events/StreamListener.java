package mezzotint.rest.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** A listener behind a stream of server-sent events, written only as fast as it reads. */
final class StreamListener implements EventBroadcast.Listener, WriteListener {

    private static final byte[] BEGIN = {'d', 'a', 't', 'a', ':', ' '};
    private static final byte[] END = {'\n', '\n'};

    private final AsyncContext async;
    private final EventBroadcast broadcast;
    private final ServletOutputStream out;
    private final Outbox outbox;
    private boolean ready;
    private boolean unflushed;

    StreamListener(AsyncContext async, EventBroadcast broadcast, Outbox outbox) throws IOException {
        this.async = async;
        this.broadcast = broadcast;
        this.outbox = outbox;
        this.out = async.getResponse().getOutputStream();
        out.setWriteListener(this);
    }

    @Override
    public synchronized void hear(List<Event> events) {
        outbox.add(events);
        if (ready) {
            onWritePossible();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        try {
            ready = out.isReady();
            while (ready) {
                List<Message> messages = outbox.all();
                if (messages.isEmpty() && !unflushed) {
                    return;
                }
                if (messages.isEmpty()) {
                    out.flush();
                } else {
                    out.write(lines(messages));
                }
                unflushed = !messages.isEmpty();
                ready = out.isReady();
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    private static byte[] lines(List<Message> messages) {
        var lines = new ByteArrayOutputStream();
        for (Message message : messages) {
            lines.writeBytes(BEGIN);
            lines.writeBytes(message.bytes());
            lines.writeBytes(END);
        }
        return lines.toByteArray();
    }

    @Override
    public void onError(Throwable failure) {
        broadcast.remove(this);
        close();
    }

    @Override
    public void close() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container was faster.
        }
    }
}
