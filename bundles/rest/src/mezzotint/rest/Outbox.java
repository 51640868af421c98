package mezzotint.rest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages that wait for a listener, who guards it. Nobody waits for one that falls behind: it is told the latest state of each thing, and
 * loses the oldest.
 */
final class Outbox {

    private static final int ROOM = 256;

    private final Interest interest;
    private final Map<String, Message> messages = new LinkedHashMap<>();

    Outbox(Interest interest) {
        this.interest = interest;
    }

    void add(List<Event> events) {
        events.stream().filter(interest::includes).forEach(event -> event.as(interest.previews()).ifPresent(message -> {
            messages.remove(event.key());
            messages.put(event.key(), message);
        }));
        Iterator<Message> oldest = messages.values().iterator();
        for (int over = messages.size() - ROOM; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** The message to send next; null if there is none. */
    Message next() {
        Iterator<Message> first = messages.values().iterator();
        Message next = first.hasNext() ? first.next() : null;
        if (next != null) {
            first.remove();
        }
        return next;
    }

    /** All messages that wait. */
    List<Message> all() {
        List<Message> all = List.copyOf(messages.values());
        messages.clear();
        return all;
    }
}
