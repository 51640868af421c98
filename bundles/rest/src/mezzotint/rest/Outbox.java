package mezzotint.rest;

import java.util.ArrayDeque;
import java.util.Deque;

/** Messages that wait for a listener; one that falls far behind loses the oldest, and nobody waits for it. */
final class Outbox {

    private static final int ROOM = 256;

    private final Deque<String> messages = new ArrayDeque<>();
    private boolean sending;

    /** @return the message to send now; null if one is under way */
    synchronized String offer(String message) {
        if (messages.size() >= ROOM) {
            messages.removeFirst();
        }
        messages.add(message);
        return sending ? null : next();
    }

    /** The message to send after the last one; null if there is none yet. */
    synchronized String next() {
        String next = messages.poll();
        sending = next != null;
        return next;
    }
}
