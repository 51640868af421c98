package mezzotint.rest.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/** Sends events to all listeners, on a thread of its own: the first at once, what follows ten times a second, of each key the last. */
@Component(service = EventBroadcast.class)
public final class EventBroadcast {

    /** A listener to events. */
    interface Listener {

        /** Must not wait. */
        void hear(List<Event> events);

        void close();
    }

    /** From one burst to the next: too short to be noticed, long enough to serve 200 listeners. */
    private static final long PAUSE_MILLIS = 100;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, Event> news = new LinkedHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "mezzotint broadcast");
        thread.setDaemon(true);
        return thread;
    });
    private long last = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    /** Connections hold this bundle's classes, so they are closed with it. */
    @Deactivate
    void close() {
        clock.shutdownNow();
        listeners.forEach(Listener::close);
    }

    void add(Listener listener) {
        listeners.add(listener);
        listener.hear(List.of(Event.json("hello", () -> Map.of("type", "hello"))));
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    synchronized void tell(Event event) {
        if (listeners.isEmpty()) {
            return;
        }
        if (news.isEmpty()) {
            clock.schedule(this::send, last + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS) - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        news.remove(event.key());
        news.put(event.key(), event);
    }

    private void send() {
        List<Event> burst = taken();
        for (Listener listener : listeners) {
            try {
                listener.hear(burst);
            } catch (RuntimeException e) {
                remove(listener);
                LoggerFactory.getLogger(EventBroadcast.class).debug("a listener is gone", e);
            }
        }
    }

    private synchronized List<Event> taken() {
        List<Event> burst = List.copyOf(news.values());
        news.clear();
        last = System.nanoTime();
        return burst;
    }
}
