package mezzotint.rest.events;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Something that happened. Its message is made when the first listener needs it, and once for all who want the same. */
interface Event {

    /** What it is about: a later event of the same key makes this one worthless. */
    String key();

    /** Whose it is, if others are to hear nothing of it. */
    default Optional<String> owner() {
        return Optional.empty();
    }

    /** The message for listeners who want previews in a form; empty if they are to hear nothing of it. */
    Optional<Message> as(PreviewForm form);

    /** An event that everybody hears alike. */
    static Event json(String key, Supplier<Map<String, ?>> content) {
        return json(key, Optional.empty(), content);
    }

    /** An event that all who hear it hear alike. */
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
