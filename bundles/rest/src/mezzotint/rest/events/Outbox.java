package mezzotint.rest.events;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Messages that wait for a listener, who guards it. Nobody waits for one that falls behind: it is told the latest state of each thing, and
 * loses the oldest.
 */
final class Outbox {

    private static final int CAPACITY = 256;

    private final PreviewForm form;
    private final Predicate<String> owners;
    private final Map<String, Message> messages = new LinkedHashMap<>();

    /** @param owners those of whose events the listener may hear */
    Outbox(PreviewForm form, Predicate<String> owners) {
        this.form = form;
        this.owners = owners;
    }

    void add(List<Event> events) {
        events.stream().filter(event -> event.owner().map(owners::test).orElse(true)).forEach(event -> event.as(form).ifPresent(message -> {
            messages.remove(event.key());
            messages.put(event.key(), message);
        }));
        Iterator<Message> oldest = messages.values().iterator();
        for (int over = messages.size() - CAPACITY; over > 0; over--) {
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

    /** Takes all messages that wait. */
    List<Message> all() {
        List<Message> all = List.copyOf(messages.values());
        messages.clear();
        return all;
    }
}
