package mezzotint.rest.events;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An event. Its message is made when the first listener needs it, once for all who want the same form. */
interface Event {

    /** Names the subject: a later event of the same key replaces this one. */
    String key();

    /** Whose it is, if others are to hear nothing of it. */
    default Optional<String> owner() {
        return Optional.empty();
    }

    /** The message for listeners who want previews in a form; empty if they are to hear nothing of it. */
    Optional<Message> as(PreviewForm form);

    /** An event with the same message for everybody. */
    static Event json(String key, Supplier<Map<String, ?>> content) {
        return json(key, Optional.empty(), content);
    }

    /** An event with the same message for all who may see it; others are told nothing of it if it has an owner. */
    static Event json(String key, Optional<String> owner, Supplier<Map<String, ?>> content) {
        return new Event() {
            private Optional<Message> message = Optional.empty();

            @Override
            public String key() {
                return key;
            }

            @Override
            public Optional<String> owner() {
                return owner;
            }

            @Override
            public synchronized Optional<Message> as(PreviewForm form) {
                message = message.or(() -> Optional.of(Message.json(content.get())));
                return message;
            }
        };
    }
}
