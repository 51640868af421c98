package mezzotint.catalog;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/**
 * A statement in a capability's texts, and what a check of it found.
 *
 * @param id unique, as in {@code vladmandic/sdnext__cap_5#0}
 * @param capability id of the {@link Capability} whose text holds it
 * @param text its words
 * @param computed the arithmetic or the file that decides, as in {@code 1047576/128000 = 8.18x}; null if there is none
 * @param why a sentence; null where {@code computed} says it all
 * @param checked when
 * @param checker id of the plugin that checked it, or {@code review} for a person
 * @param source id of the {@link Source} of the check
 */
public record Claim(String id, String capability, String text, Kind kind, Status status, String computed, String why, LocalDate checked,
        String checker, String source) {

    /** What a claim is about. */
    public enum Kind {
        PATH, NUMBER, COMPARISON, SUPPORT, BENCHMARK, MECHANISM, SUPERLATIVE, HEDGE, CONTRADICTION, DATE;

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is known of a claim. */
    public enum Status {
        VERIFIED, PARTLY, REFUTED, CONTRADICTORY, IMPRECISE, SPECULATIVE, UNVERIFIABLE, OPEN;

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Claim {
        Required.text(id, "a claim", "id");
        Required.text(capability, "the claim " + id, "capability");
        Required.text(text, "the claim " + id, "text");
        Required.text(source, "the claim " + id, "source");
        Objects.requireNonNull(kind);
        Objects.requireNonNull(status);
    }
}
