package mezzotint.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** A listener behind a stream of server-sent events, written only as fast as it reads. */
final class StreamClient implements EventsServlet.Client, WriteListener {

    private static final int ROOM = 256;

    private final AsyncContext async;
    private final EventsServlet events;
    private final Predicate<String> owners;
    private final ServletOutputStream out;
    private final Deque<String> messages = new ArrayDeque<>();
    private boolean ready;
    private boolean unflushed;

    StreamClient(AsyncContext async, EventsServlet events, Predicate<String> owners) throws IOException {
        this.async = async;
        this.events = events;
        this.owners = owners;
        this.out = async.getResponse().getOutputStream();
        out.setWriteListener(this);
    }

    @Override
    public boolean hears(String owner) {
        return owners.test(owner);
    }

    @Override
    public synchronized void send(String message) {
        if (messages.size() >= ROOM) {
            messages.removeFirst();
        }
        messages.add(message);
        if (ready) {
            onWritePossible();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        try {
            ready = out.isReady();
            while (ready && (!messages.isEmpty() || unflushed)) {
                if (messages.isEmpty()) {
                    unflushed = false;
                    out.flush();
                } else {
                    unflushed = true;
                    out.write(("data: " + messages.poll() + "\n\n").getBytes(StandardCharsets.UTF_8));
                }
                ready = out.isReady();
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        events.remove(this);
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
