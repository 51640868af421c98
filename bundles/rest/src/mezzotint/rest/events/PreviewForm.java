package mezzotint.rest.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/** The form in which a listener gets previews. */
enum PreviewForm {

    /** In a message of bytes, which only a WebSocket can carry. */
    BINARY,
    /** As the address to get it from. */
    URL,
    /** In the JSON itself, as a data URL. */
    INLINE,
    /** Not at all. */
    OFF;

    /**
     * The form that a listener asks for; without a name, the best that its connection can carry.
     *
     * @throws Problem of kind {@code INVALID}
     */
    static PreviewForm of(String name, boolean socket) {
        if (name == null) {
            return socket ? BINARY : URL;
        }
        return offered(socket).filter(form -> form.word().equals(name)).findFirst().orElseThrow(() -> Problem.invalid("previews is " + name,
                "choose among " + offered(socket).map(PreviewForm::word).collect(Collectors.joining(", "))));
    }

    private static Stream<PreviewForm> offered(boolean socket) {
        return Arrays.stream(values()).filter(form -> socket || form != BINARY);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
