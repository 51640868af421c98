package mezzotint.catalog;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of an offer to somebody with a need. Stays on this machine.
 *
 * @param need in the words of who had it
 * @param position place in the list that was shown, from 1; 0 if there was none
 */
public record Outcome(String need, String artifact, Kind kind, int position, Instant at) {

    /** How far it went. */
    public enum Kind {
        SHOWN, CLICKED, CHOSEN, WORKED, FAILED;

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Outcome {
        Required.text(need, "an outcome", "need");
        Required.text(artifact, "an outcome", "artifact");
        Objects.requireNonNull(kind);
        Objects.requireNonNull(at);
    }
}
