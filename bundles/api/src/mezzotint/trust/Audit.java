package mezzotint.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The book of what was changed: it is only ever added to. */
@ProviderType
public interface Audit {

    /**
     * One change, or one refusal.
     *
     * @param by who asked for it
     * @param action in a word, as in {@code install}, {@code refuse}, {@code trust}
     * @param subject what it was done to: a bundle and its version, a key, a setting
     * @param origin where it came from; empty where that has no meaning
     * @param detail a sentence
     */
    record Entry(Instant when, String by, String action, String subject, String origin, String detail) {}

    /**
     * Adds an entry with the time of now, and returns once it is on disk. One that cannot be written is told by {@link #damage}, and
     * keeps nobody from what they do.
     */
    void record(String by, String action, String subject, String origin, String detail);

    /** The newest entries first. */
    List<Entry> list(int limit);

    /** What was changed or cut in the book since it was written, or could not be written, in words; empty if it is whole. */
    Optional<String> damage();
}
