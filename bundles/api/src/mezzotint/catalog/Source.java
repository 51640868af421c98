package mezzotint.catalog;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/**
 * Where something was read: one version of a package, a repository at a commit, a page.
 *
 * @param id unique, as in {@code litellm 1.109.1}
 * @param name what all versions of it are called, as in {@code litellm}; a newer version takes the place of what an older one said
 * @param title what was read of it, as in the name of a file
 * @param locator how anybody finds it, as in {@code pypi:litellm==1.109.1} or {@code git:owner/name@commit}
 * @param sha256 of the bytes that were read, in lower case hexadecimal; null if they are not known
 * @param observed for which day it says what it says; null if it does not tell
 * @param retrieved when it was read
 * @param licence SPDX, or words where there is no such identifier
 * @param parser what read it, with a version
 */
public record Source(String id, String name, Kind kind, String title, String locator, String sha256, LocalDate observed, LocalDate retrieved,
        String licence, String parser) {

    /** What a source is. */
    public enum Kind {
        PACKAGE, GIT, PAGE, API, USER, MEASURED;

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if it cannot be found again */
    public Source {
        Required.text(id, "a source", "id");
        Required.text(name, "the source " + id, "name");
        Required.text(locator, "the source " + id, "locator");
        Required.text(licence, "the source " + id, "licence");
        Objects.requireNonNull(kind);
        Objects.requireNonNull(retrieved);
    }

    /** The day from which on its statements hold: the one it speaks of, else the one it was read. */
    public LocalDate date() {
        return observed == null ? retrieved : observed;
    }
}
