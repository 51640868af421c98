package mezzotint.catalog;

import java.util.Locale;
import java.util.Objects;

/**
 * What speaks for or against a capability or a claim.
 *
 * @param subject id of the {@link Capability} or {@link Claim}
 * @param locator the place within the source, as in {@code modules/devices.py} or {@code gpt-4.1-mini.supports_vision}
 * @param value what stands there; null if the place says it all
 */
public record Evidence(String subject, String source, String locator, String value, Verdict verdict) {

    /** Which way it speaks. */
    public enum Verdict {
        SUPPORTS, CONTRADICTS, CONTEXT;

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if a part is missing */
    public Evidence {
        Required.text(subject, "a piece of evidence", "subject");
        Required.text(source, "the evidence for " + subject, "source");
        Required.text(locator, "the evidence for " + subject, "locator");
        Objects.requireNonNull(verdict);
    }
}
